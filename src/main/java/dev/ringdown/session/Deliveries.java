package dev.ringdown.session;

import dev.ringdown.timer.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What came from the user's actor, by its numbers: each is raised once and in its order, however
 * often and in whatever order it comes. What is confirmed is not sent again; several are confirmed
 * at once.
 */
final class Deliveries {
  static final Duration CONFIRMS_AFTER = Duration.ofMillis(500);

  /** How long one may be missing, though it is sent again each second. */
  static final Duration LONGEST_GAP = Duration.ofSeconds(10);

  private long last;
  private Instant confirmAt = Instant.MAX;
  private Instant stuckAt = Instant.MAX;

  /** Numbers begin anew with each registration that is answered. */
  void begin() {
    last = 0;
  }

  /** Until there is another registration, nothing comes. */
  void interrupt() {
    confirmAt = Instant.MAX;
    stuckAt = Instant.MAX;
  }

  /** Whether this is the next one. A later one will come again after those that are missing. */
  boolean isNext(long number, Instant now) {
    if (number > last + 1) {
      stuckAt = Alarm.earlier(stuckAt, now.plus(LONGEST_GAP));
      return false;
    }
    confirmAt = Alarm.earlier(confirmAt, now.plus(CONFIRMS_AFTER));
    if (number <= last) {
      return false;
    }
    last = number;
    stuckAt = Instant.MAX;
    return true;
  }

  /** The last that came of the registration that was answered last; 0 for none. */
  long last() {
    return last;
  }

  /** The last that came, if it is time to say so. */
  OptionalLong confirmed(Instant now) {
    if (confirmAt.isAfter(now)) {
      return OptionalLong.empty();
    }
    confirmAt = Instant.MAX;
    return OptionalLong.of(last);
  }

  /** Whether what is missing will not come any more. */
  boolean isStuck(Instant now) {
    return !stuckAt.isAfter(now);
  }

  /** {@link Instant#MAX}: never. */
  Instant nextDue() {
    return Alarm.earlier(confirmAt, stuckAt);
  }
}
