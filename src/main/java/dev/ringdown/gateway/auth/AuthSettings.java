package dev.ringdown.gateway.auth;

import com.typesafe.config.ConfigException;
import dev.ringdown.config.BoundedConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose tokens are taken: {@code ringdown.gateway.auth}.
 *
 * @param secret the key of HS256
 * @param jwks the file or the URL of the public keys of RS256 and ES256
 * @param leeway how far the issuer's clock may be off
 */
public record AuthSettings(
    Optional<String> secret,
    Optional<String> jwks,
    Optional<String> issuer,
    Optional<String> audience,
    Duration leeway) {
  /** RFC 7518, 3.2: as long as its hash. */
  private static final int SHORTEST_SECRET = 32;

  /**
   * @throws ConfigException if a setting is missing, of the wrong type, or out of its bounds
   */
  public static AuthSettings from(BoundedConfig gateway) {
    Optional<String> secret = gateway.text("auth.secret");
    int length = secret.map(s -> s.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    gateway.check(
        "auth.secret",
        length + " bytes",
        length == 0 || length >= SHORTEST_SECRET,
        "nothing, or at least " + SHORTEST_SECRET + " bytes");
    return new AuthSettings(
        secret,
        gateway.text("auth.jwks"),
        gateway.text("auth.issuer"),
        gateway.text("auth.audience"),
        gateway.duration("auth.leeway", Duration.ZERO, Duration.ofMinutes(5)));
  }

  /** Whether anybody can have a token that is taken. */
  public boolean isComplete() {
    return secret.isPresent() || jwks.isPresent();
  }
}
