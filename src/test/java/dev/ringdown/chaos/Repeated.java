package dev.ringdown.chaos;

import dev.ringdown.ErrorCode;
import dev.ringdown.Result;
import dev.ringdown.call.CallEvent;
import dev.ringdown.chaos.Violation.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request has one effect however often it was asked, and is always answered alike. */
final class Repeated {
  /** Say nothing about what became of it. */
  private static final Set<ErrorCode> OPEN =
      Set.of(ErrorCode.UNAVAILABLE, ErrorCode.SESSION_CLOSED);

  private final Run run;
  private final List<Violation> all = new ArrayList<>();

  Repeated(Run run) {
    this.run = run;
  }

  List<Violation> violations() {
    Map<String, Set<Result>> answers = answers();
    for (CallHistory call : run.calls().values()) {
      call.requests().forEach((request, effects) -> check(call, request, effects));
      for (String request : call.requests().keySet()) {
        answeredAlike(call, request, answers.getOrDefault(request, Set.of()));
      }
    }
    return all;
  }

  private Map<String, Set<Result>> answers() {
    Map<String, Set<Result>> answers = new LinkedHashMap<>();
    for (Fact fact : run.facts()) {
      if (fact instanceof Fact.Answered answer && isSaid(answer.result())) {
        String user = run.session(answer.session()).user();
        answers
            .computeIfAbsent(
                CallHistory.request(user, answer.request()), id -> new LinkedHashSet<>())
            .add(answer.result());
      }
    }
    return answers;
  }

  private static boolean isSaid(Result result) {
    return !(result instanceof Result.Failed failed && OPEN.contains(failed.error().code()));
  }

  private void check(CallHistory call, String request, List<CallEvent> effects) {
    long kinds = effects.stream().map(CallEvent::getClass).distinct().count();
    if (kinds < effects.size()) {
      add(call, request + " had an effect again: " + effects);
    }
  }

  private void answeredAlike(CallHistory call, String request, Set<Result> answers) {
    boolean refused = answers.stream().anyMatch(Result.Failed.class::isInstance);
    if (refused || answers.size() > 1) {
      add(call, request + " had an effect, but was answered " + answers);
    }
  }

  private void add(CallHistory call, String what) {
    all.add(new Violation(Promise.REPEATED, call.callId(), what));
  }
}
