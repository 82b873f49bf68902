package dev.ringdown.chaos;

import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.chaos.Violation.Promise;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rings are decided when they are due, calls end, and no device rings on. */
final class Timely {
  private final Run run;
  private final List<Violation> all = new ArrayList<>();

  Timely(Run run) {
    this.run = run;
  }

  List<Violation> violations() {
    for (CallHistory call : run.calls().values()) {
      call.rings().forEach(this::decided);
      if (call.created().isPresent()) {
        ended(call);
      }
    }
    for (SessionHistory session : run.sessions()) {
      for (Fact.Heard heard : session.heard()) {
        if (heard.event() instanceof SessionEvent.IncomingCallReceived ring) {
          silent(session, ring, heard.at());
        }
      }
    }
    return all;
  }

  private void decided(Ring ring) {
    Instant latest = run.latest(ring.deadline(), run.promises().bound());
    boolean late = ring.decidedAt().orElse(run.end()).isAfter(latest);
    boolean early =
        ring.is(Outcome.TIMED_OUT) && ring.decidedAt().orElseThrow().isBefore(ring.deadline());
    if (late || early) {
      String when = ring.decidedAt().map(at -> "decided at " + at).orElse("never decided");
      add(ring.callId(), ring + ": " + when + ", expected until " + latest);
    }
  }

  /** When the last of those who were in it is gone, and had time to come back. */
  private void ended(CallHistory call) {
    Instant gone =
        run.sessions().stream()
            .filter(session -> call.wasIn(session.user()))
            .map(session -> session.until().isAfter(run.end()) ? run.end() : session.until())
            .max(Instant::compareTo)
            .orElse(call.created().orElseThrow().at());
    Instant due = gone.plus(run.promises().memberGrace());
    for (Ring ring : call.rings()) {
      Instant decided = ring.decidedAt().orElse(ring.deadline());
      due = decided.isAfter(due) ? decided : due;
    }
    Instant latest = run.latest(due, run.promises().bound());
    Optional<Instant> at = call.ended().map(end -> end.at());
    if (at.orElse(run.end()).isAfter(latest)) {
      add(call.callId(), "ended at " + at + ", expected until " + latest);
    }
    if (call.ended().isEmpty()) {
      add(call.callId(), "never ended");
    } else if (!call.isSettled()) {
      add(call.callId(), "ended, but its missed calls are not confirmed");
    }
  }

  private void add(String callId, String what) {
    all.add(new Violation(Promise.IN_TIME, callId, what));
  }

  private void silent(SessionHistory session, SessionEvent.IncomingCallReceived ring, Instant at) {
    // A process that does not run cannot stop its ring; it has to when it runs again.
    Instant latest =
        Promises.latest(
            ring.deadline(),
            run.promises().silence(),
            run.disturbances().stream()
                .filter(d -> d.node().equals(session.node()) && d.what().contains("paused"))
                .toList());
    Instant stops =
        session.heard().stream()
            .filter(h -> !h.at().isBefore(at) && stops(h.event(), ring.callId()))
            .map(Fact.Heard::at)
            .findFirst()
            .or(() -> silenced(session, ring.callId(), at))
            .orElse(session.until().isBefore(run.end()) ? session.until() : run.end());
    if (stops.isAfter(latest)) {
      all.add(
          new Violation(
              Promise.SILENT,
              ring.callId(),
              session + " rings until " + stops + ", expected until " + latest));
    }
  }

  private static boolean stops(SessionEvent event, String callId) {
    return event instanceof SessionEvent.OfCall of
        && of.callId().equals(callId)
        && (event instanceof SessionEvent.IncomingCallCanceled
            || event instanceof SessionEvent.IncomingCallTimeout
            || event instanceof SessionEvent.IncomingCallHandledElsewhere
            || event instanceof SessionEvent.IncomingCallAcceptButtonPressed
            || event instanceof SessionEvent.IncomingCallDeclineButtonPressed
            || event instanceof SessionEvent.OutgoingCallAccepted);
  }

  /** Who answers busy hears nothing but the answer. */
  private Optional<Instant> silenced(SessionHistory session, String callId, Instant since) {
    return run.facts().stream()
        .filter(f -> f.session().equals(session.id()) && !f.at().isBefore(since))
        .filter(
            f ->
                f instanceof Fact.Answered answer
                    && answer.operation() instanceof Operation.Busy busy
                    && busy.callId().equals(callId)
                    && answer.result() instanceof Result.Done)
        .map(Fact::at)
        .findFirst();
  }
}
