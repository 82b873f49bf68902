package dev.ringdown.timer;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * An actor's one timer. It rings at the earliest of the moments it was set for, and then not again
 * until it is set anew; {@link Instant#MAX} stands for never. What it was set for may be done with
 * by then: it is cheaper to ring for nothing now and then than to be set anew with every message.
 *
 * @param <C> what the actor is told
 */
public final class Alarm<C> {
  private final TimerScheduler<C> timers;
  private final Clock clock;
  private final C ring;
  private Instant at = Instant.MAX;

  /**
   * @param ring what the actor is told; it is the timer's key, too
   */
  public Alarm(TimerScheduler<C> timers, Clock clock, C ring) {
    this.timers = timers;
    this.clock = clock;
    this.ring = ring;
  }

  /** Rings then, or earlier. */
  public void set(Instant next) {
    if (next.isBefore(at)) {
      at = next;
      Duration delay = Duration.between(clock.instant(), next);
      timers.startSingleTimer(ring, delay.isNegative() ? Duration.ZERO : delay);
    }
  }

  /** The actor was told: it is set for nothing now. */
  public void rang() {
    at = Instant.MAX;
  }

  public void cancel() {
    if (!at.equals(Instant.MAX)) {
      at = Instant.MAX;
      timers.cancel(ring);
    }
  }

  /** The earlier of two moments. */
  public static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }
}
