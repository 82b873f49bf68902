package dev.ringdown.kill;

import java.time.Duration;
import java.util.Random;

/**
 * What goes on in a process until it is killed.
 *
 * @param calls so many are left ringing
 * @param shortest that any of them rings
 * @param longest that any of them rings
 * @param busyPairs so many pairs of users make calls meanwhile, one after the other
 */
record Plan(int calls, Duration shortest, Duration longest, int busyPairs, long seed) {
  String[] toArguments() {
    return new String[] {
      String.valueOf(calls),
      shortest.toString(),
      longest.toString(),
      String.valueOf(busyPairs),
      String.valueOf(seed)
    };
  }

  static Plan of(String... arguments) {
    return new Plan(
        Integer.parseInt(arguments[0]),
        Duration.parse(arguments[1]),
        Duration.parse(arguments[2]),
        Integer.parseInt(arguments[3]),
        Long.parseLong(arguments[4]));
  }

  Random random(String purpose) {
    return new Random(seed * 31 + purpose.hashCode());
  }

  /** How long this one rings. */
  Duration timeout(Random random) {
    long range = longest.minus(shortest).toMillis();
    return shortest.plusMillis(range == 0 ? 0 : random.nextLong(range));
  }

  Duration untilKilled() {
    return Duration.ofMillis(500 + random("kill").nextInt(2000));
  }
}
