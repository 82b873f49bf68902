package dev.ringdown.chaos;

import dev.ringdown.Outcome;
import dev.ringdown.chaos.Violation.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of one run. */
record Report(
    long seed,
    Duration length,
    Map<Flow.Kind, Integer> flows,
    Run run,
    List<Violation> violations) {
  private static final int SHOWN = 5;

  static String header() {
    StringBuilder header =
        new StringBuilder("| seed | minutes | calls | rings | callbacks | disturbances |");
    for (Promise promise : Promise.values()) {
      header.append(' ').append(promise.name()).append(" |");
    }
    return header + "\n" + header.toString().replaceAll("[^|]+", " --- ");
  }

  String row() {
    StringBuilder row =
        new StringBuilder(
            "| %d | %.1f | %d | %d | %d | %d |"
                .formatted(
                    seed,
                    length.toSeconds() / 60.0,
                    run.calls().size(),
                    run.calls().values().stream().mapToInt(call -> call.rings().size()).sum(),
                    run.facts().stream().filter(Fact.Heard.class::isInstance).count(),
                    run.disturbances().size()));
    for (Promise promise : Promise.values()) {
      row.append(' ').append(count(promise)).append(" |");
    }
    return row.toString();
  }

  private long count(Promise promise) {
    return violations.stream().filter(v -> v.promise() == promise).count();
  }

  /** What was done, and what is wrong; the first few of each kind. */
  String details() {
    StringBuilder text = new StringBuilder("seed " + seed + ", flows " + flows);
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    run.calls().values().stream()
        .flatMap(call -> call.rings().stream())
        .flatMap(ring -> ring.outcome().stream())
        .forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
    text.append("\n  outcomes ").append(outcomes);
    run.disturbances().forEach(d -> text.append("\n  ").append(d));
    for (Promise promise : Promise.values()) {
      violations.stream()
          .filter(v -> v.promise() == promise)
          .limit(SHOWN)
          .forEach(v -> text.append("\n  ").append(v));
    }
    if (!violations.isEmpty()) {
      text.append("\n  again with -Dringdown.chaos.seed=").append(seed);
    }
    return text.toString();
  }
}
