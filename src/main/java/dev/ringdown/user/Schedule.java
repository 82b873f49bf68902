package dev.ringdown.user;

import dev.ringdown.timer.Alarm;
import java.time.Duration;
import java.time.Instant;

/** When something has to be done about an engagement of which nothing is heard. */
final class Schedule {
  /** How long news may be under way before one acts without, or asks again. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private Instant heardAt;
  private Instant retryAt = Instant.MAX;
  private boolean woken;

  Schedule(Instant now) {
    heardAt = now;
  }

  void heard(Instant now) {
    heardAt = now;
    woken = false;
  }

  // ---- What the call was asked, and nothing has come of

  void retry(Instant now) {
    retryAt = now.plus(PATIENCE);
  }

  void retryNoMore() {
    retryAt = Instant.MAX;
  }

  boolean retries() {
    return !retryAt.equals(Instant.MAX);
  }

  boolean isRetryDue(Instant now) {
    return !retryAt.isAfter(now);
  }

  // ---- Renewals

  /** True once, when a renewal is overdue. */
  boolean needsWake(Duration renewal, Instant now) {
    boolean needs = !woken && !wakeAt(renewal).isAfter(now);
    woken |= needs;
    return needs;
  }

  boolean isGone(Duration renewal, Instant now) {
    return !goneAt(renewal).isAfter(now);
  }

  Instant nextDue(Duration renewal) {
    Instant due = woken ? goneAt(renewal) : wakeAt(renewal);
    return Alarm.earlier(retryAt, due);
  }

  /**
   * A renewal may be late by two thirds of the time between two. A node that dies takes some 10 s
   * to be removed; the sweep then wakes its calls in the order in which they are due, and each
   * tells everybody. Users who asked sooner would be in the way of those.
   */
  private Instant wakeAt(Duration renewal) {
    return heardAt.plus(renewal).plus(renewal.multipliedBy(2).dividedBy(3));
  }

  private Instant goneAt(Duration renewal) {
    return heardAt.plus(renewal.multipliedBy(2));
  }
}
