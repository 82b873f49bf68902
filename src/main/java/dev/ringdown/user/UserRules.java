package dev.ringdown.user;

import dev.ringdown.BusyPolicy;
import dev.ringdown.UnreachablePolicy;
import java.time.Duration;

/**
 * The settings that a user's actor depends on.
 *
 * @param oneCall whether a user who is engaged may not call anybody else
 * @param doNotDisturbIsBusy whether a caller hears BUSY from who must not be disturbed; else it
 *     rings out
 * @param missedCalls how many are kept
 * @param renewal how often calls renew; what was not renewed for two such intervals is gone
 * @param hookTimeout how long an application's hook may take
 */
public record UserRules(
    BusyPolicy busyPolicy,
    boolean oneCall,
    UnreachablePolicy unreachablePolicy,
    boolean doNotDisturbIsBusy,
    int missedCalls,
    Duration renewal,
    Duration hookTimeout) {
  public static final UserRules DEFAULT =
      new UserRules(
          BusyPolicy.REJECT,
          true,
          UnreachablePolicy.RING,
          true,
          100,
          Duration.ofSeconds(15),
          Duration.ofSeconds(3));
}
