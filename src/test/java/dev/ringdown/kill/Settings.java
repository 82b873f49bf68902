package dev.ringdown.kill;

import java.time.Duration;

/** What the test takes from system properties, for larger runs than the build's. */
final class Settings {
  private static final String PREFIX = "ringdown.kill.";

  private Settings() {}

  /** How many calls ring when the process is killed. */
  static int calls(int usual) {
    return Integer.getInteger(PREFIX + "calls", usual);
  }

  /** Seconds that the first of them to be over rings. */
  static Duration shortest() {
    return seconds("shortest", 3);
  }

  static Duration longest() {
    return seconds("longest", 60);
  }

  /** Seconds from the kill to the restart. */
  static Duration down() {
    return seconds("down", 0);
  }

  /**
   * How much later than due something may be decided: promised are 15 s, on a machine of its own.
   */
  static Duration bound() {
    return seconds("bound", 90);
  }

  static long seed() {
    return Long.getLong(PREFIX + "seed", System.nanoTime());
  }

  private static Duration seconds(String name, int usual) {
    return Duration.ofSeconds(Integer.getInteger(PREFIX + name, usual));
  }
}
