package dev.ringdown.kill;

import java.time.Duration;
import java.util.Random;

/** One call, and what becomes of it. */
record Attempt(Fate fate, Duration timeout) {
  enum Fate {
    ACCEPT,
    DECLINE,
    CANCEL,
    LEAVE
  }

  /** Whoever is left ringing is so for a short time. */
  static Attempt random(Random random) {
    Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
    int seconds = fate == Fate.LEAVE ? 1 + random.nextInt(3) : 30;
    return new Attempt(fate, Duration.ofSeconds(seconds));
  }
}
