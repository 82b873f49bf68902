package dev.ringdown.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a run can be told by system properties that begin with {@code ringdown.chaos}.
 *
 * @param seeds of the runs, one after the other
 * @param rounds how often each kind of disturbance comes in a run
 * @param rate calls a second
 * @param defect that the nodes have, by its name in {@code src/test/defects}; empty for none
 */
record Settings(
    List<Long> seeds,
    int nodes,
    List<Mischief> kinds,
    int rounds,
    int rate,
    Promises promises,
    String defect) {
  private static final String PREFIX = "ringdown.chaos.";

  /** Shorter than the engine's own, so that a run ends soon. */
  static final Duration MEMBER_GRACE = Duration.ofSeconds(10);

  static final Duration CALLER_GRACE = Duration.ofSeconds(5);

  static Settings read() {
    long first = Long.getLong(PREFIX + "seed", 1);
    int count = Integer.getInteger(PREFIX + "seeds", 1);
    return new Settings(
        LongStream.range(first, first + count).boxed().toList(),
        Integer.getInteger(PREFIX + "nodes", 3),
        Mischief.of(System.getProperty(PREFIX + "only", "")),
        Integer.getInteger(PREFIX + "rounds", 1),
        Integer.getInteger(PREFIX + "rate", 4),
        new Promises(
            Duration.ofSeconds(Integer.getInteger(PREFIX + "bound", 15)),
            Duration.ofSeconds(15),
            // On a machine that does more than this, a second is soon gone.
            Duration.ofMillis(1000 + Integer.getInteger(PREFIX + "slack", 1000)),
            Duration.ofSeconds(15),
            MEMBER_GRACE),
        System.getProperty(PREFIX + "defect", ""));
  }
}
