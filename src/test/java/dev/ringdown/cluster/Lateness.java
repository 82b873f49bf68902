package dev.ringdown.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How late calls were decided, and their callers heard of it; in milliseconds. */
final class Lateness {
  private final List<Long> decided = new ArrayList<>();
  private final List<Long> decidedOfDead = new ArrayList<>();
  private final List<Long> heard = new ArrayList<>();

  void add(Duration decided, Duration heard, boolean ofDead) {
    this.decided.add(decided.toMillis());
    this.heard.add(heard.toMillis());
    if (ofDead) {
      decidedOfDead.add(decided.toMillis());
    }
  }

  void add(Lateness others) {
    decided.addAll(others.decided);
    decidedOfDead.addAll(others.decidedOfDead);
    heard.addAll(others.heard);
  }

  @Override
  public String toString() {
    return line("late", decided)
        + line("of these, on the dead node", decidedOfDead)
        + line("late when the caller heard", heard);
  }

  private static String line(String what, List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return "  %s: %d calls, p50 %d, p99 %d, max %d ms%n"
        .formatted(
            what,
            sorted.size(),
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() * 99 / 100),
            sorted.get(sorted.size() - 1));
  }
}
