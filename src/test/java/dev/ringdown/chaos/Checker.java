package dev.ringdown.chaos;

import dev.ringdown.chaos.Violation.Promise;
import java.util.ArrayList;
import java.util.List;

/** Holds a run against what was promised. */
final class Checker {
  private Checker() {}

  static List<Violation> check(Run run) {
    List<Violation> all = new ArrayList<>();
    for (CallHistory call : List.copyOf(run.calls().values())) {
      for (String problem : call.problems()) {
        all.add(new Violation(Promise.ONE_OUTCOME, call.callId(), problem));
      }
    }
    all.addAll(new Truth(run).violations());
    all.addAll(new Acknowledged(run).violations());
    all.addAll(new Repeated(run).violations());
    all.addAll(new Telling(run).violations());
    all.addAll(new Timely(run).violations());
    all.addAll(new Afterwards(run).violations());
    return all;
  }
}
