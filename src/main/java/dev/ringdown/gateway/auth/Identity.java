package dev.ringdown.gateway.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * Who a token says its bearer is.
 *
 * @param userId the claim {@code sub}
 * @param name the claim {@code name}: what others see
 * @param expiresAt when the token is no longer taken: its {@code exp}, and the leeway
 */
public record Identity(String userId, Optional<String> name, Instant expiresAt) {}
