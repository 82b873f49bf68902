package dev.ringdown.call;

import java.time.Duration;

/**
 * The settings that the rules of a call depend on.
 *
 * @param maxMembers how many users may ever be members of one call, its caller included
 * @param onlyCallerEnds whether {@code end} is the caller's privilege
 * @param answerGrace how long after its deadline an invitation is decided
 * @param maxDuration how long a call may live, ringing included
 */
public record CallRules(
    int maxMembers, boolean onlyCallerEnds, Duration answerGrace, Duration maxDuration) {
  public static final CallRules DEFAULT =
      new CallRules(10, false, Duration.ZERO, Duration.ofHours(24));
}
