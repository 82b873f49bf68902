package dev.ringdown.chaos;

import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.chaos.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What users find when all is over: they are free, and what they missed is on record. */
final class Afterwards {
  private final Run run;

  Afterwards(Run run) {
    this.run = run;
  }

  List<Violation> violations() {
    List<Violation> all = new ArrayList<>();
    for (Fact fact : run.facts()) {
      if (fact instanceof Fact.Answered answer) {
        String user = run.session(answer.session()).user();
        if (answer.result() instanceof Result.ActiveCalls active && !active.calls().isEmpty()) {
          all.add(new Violation(Promise.FREE, user, "engaged by " + active.calls()));
        } else if (answer.operation() instanceof Operation.ListMissedCalls
            && answer.result() instanceof Result.Missed missed) {
          missed(user, missed.missedCalls().calls(), all);
        }
      }
    }
    return all;
  }

  private void missed(String user, List<MissedCall> found, List<Violation> all) {
    List<String> expected =
        run.calls().values().stream()
            .flatMap(call -> call.rings(user).stream())
            .flatMap(
                ring ->
                    ring
                        .missed()
                        .map(reason -> ring.callId() + " " + ring.number() + " " + reason)
                        .stream())
            .sorted()
            .toList();
    List<String> kept =
        found.stream()
            .map(call -> call.callId() + " " + call.ring() + " " + call.reason())
            .sorted()
            .toList();
    if (!kept.equals(expected)) {
      List<String> lost = without(expected, kept);
      List<String> surplus = without(kept, expected);
      all.add(
          new Violation(
              Promise.MISSED, user, "not on record: " + lost + ", without a reason: " + surplus));
    }
  }

  private static List<String> without(List<String> some, List<String> others) {
    List<String> left = new ArrayList<>(some);
    others.forEach(left::remove);
    return left;
  }

  /** What a user has to be asked at the end. */
  static Stream<Operation> questions() {
    return Stream.of(new Operation.ActiveCalls(), new Operation.ListMissedCalls(0, 100));
  }
}
