package dev.ringdown.call;

import dev.ringdown.CallUser;
import java.time.Duration;

/**
 * One user to ring.
 *
 * @param silent his devices hear nothing, and it rings out
 */
public record RingRequest(CallUser user, Duration timeout, boolean silent) {}
