package dev.ringdown.timer;

import java.time.Duration;

/** How long to wait before something is told again: twice as long each time, up to a limit. */
public final class Pause {
  /** A third of the time within which a failure is to be over. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Pause() {}

  /** The pause that follows this one. */
  public static Duration after(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }
}
