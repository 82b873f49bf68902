package dev.ringdown;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One user to ring.
 *
 * @param timeout how long this user rings; empty for the invitation's timeout
 */
public record Invitee(CallUser user, Optional<Duration> timeout) {
  public Invitee {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(timeout, "timeout");
  }

  public static Invitee of(String userId) {
    return new Invitee(CallUser.of(userId), Optional.empty());
  }

  public static Invitee of(CallUser user) {
    return new Invitee(user, Optional.empty());
  }

  public Invitee withTimeout(Duration timeout) {
    return new Invitee(user, Optional.of(timeout));
  }
}
