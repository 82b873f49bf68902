package dev.ringdown.session;

import dev.ringdown.RingdownError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What an invitation is answered that is one too many. */
public final class Overload {
  /** Within it an engine that gets on has answered everything that was in flight. */
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

  private static final long SPREAD_MILLIS = 1000;

  private Overload() {}

  /** To be tried again, but not by all at the same time. */
  public static RingdownError error(int maxInFlight) {
    Duration later = LEAST_PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(SPREAD_MILLIS));
    return RingdownError.unavailable(
        "expected at most " + maxInFlight + " invitations in flight on this node",
        Optional.of(later));
  }
}
