package dev.ringdown.chaos;

import dev.ringdown.Outcome;
import dev.ringdown.chaos.Violation.Promise;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whoever is there, and stays, hears what was decided, in time. */
final class Telling {
  private final Run run;
  private final List<Violation> all = new ArrayList<>();

  Telling(Run run) {
    this.run = run;
  }

  List<Violation> violations() {
    for (CallHistory call : run.calls().values()) {
      call.rings().stream().filter(ring -> !ring.silent()).forEach(ring -> ring(call, ring));
      call.ended().ifPresent(end -> ended(call, end.at()));
    }
    run.sessions().forEach(this::connected);
    return all;
  }

  private void connected(SessionHistory session) {
    if (stays(session, session.from(), Instant.MAX)) {
      must(
          session,
          session.id(),
          session.from(),
          "Connected",
          SessionEvent.Connected.class::isInstance);
    }
  }

  private void ring(CallHistory call, Ring ring) {
    // What is decided late is no longer shown after its deadline.
    Instant decided = ring.decidedAt().orElse(ring.deadline());
    Instant known = decided.isBefore(ring.deadline()) ? decided : ring.deadline();
    boolean turnedAway = ring.is(Outcome.BUSY) || ring.is(Outcome.MERGED);
    for (SessionHistory session : run.sessionsOf(ring.user())) {
      Instant from = later(ring.at(), session.connected().orElse(Instant.MAX));
      if (!turnedAway && from.isBefore(known) && stays(session, from, known)) {
        must(session, call.callId(), from, "the ring", e -> isRing(e, ring));
      }
    }
    if (ring.outcome().isEmpty() || hasLeft(call, ring.inviter(), ring)) {
      return;
    }
    for (SessionHistory session : run.sessionsOf(ring.inviter())) {
      Instant at = ring.decidedAt().orElseThrow();
      if (isTold(session, at)) {
        must(session, call.callId(), at, ring.toString(), e -> tells(e, ring));
      }
    }
  }

  /** Who connects later is shown what there is by then. */
  private boolean isTold(SessionHistory session, Instant at) {
    boolean wasConnected = session.connected().filter(c -> !c.isAfter(at)).isPresent();
    return wasConnected && stays(session, at, Instant.MAX);
  }

  /** Whether it was there at this instant, and until everything must have been told. */
  private boolean stays(SessionHistory session, Instant since, Instant until) {
    Instant told = run.latest(since, run.promises().told());
    Instant end = session.until().isBefore(run.end()) ? session.until() : run.end();
    return !session.from().isAfter(since)
        && !told.isAfter(end)
        && !told.isAfter(until)
        && !run.isDisturbed(session, since, told);
  }

  private void must(
      SessionHistory session,
      String id,
      Instant since,
      String what,
      Predicate<SessionEvent> which) {
    Instant latest = run.latest(since, run.promises().told());
    Optional<Instant> at = session.hears(which);
    if (at.isEmpty()) {
      all.add(new Violation(Promise.HEARD, id, session + " never heard of " + what));
    } else if (at.get().isAfter(latest)) {
      String late = " heard of " + what + " at " + at.get() + ", expected until " + latest;
      all.add(new Violation(Promise.HEARD, id, session + late));
    }
  }

  private static boolean isRing(SessionEvent event, Ring ring) {
    return event instanceof SessionEvent.IncomingCallReceived e
        && e.callId().equals(ring.callId())
        && e.ring() == ring.number();
  }

  private static boolean hasLeft(CallHistory call, String inviter, Ring ring) {
    // Only those who are in the call, and by then have not left, are told.
    return call.quit(inviter) || !call.wasIn(inviter) || ring.is(Outcome.UNREACHABLE);
  }

  private static boolean tells(SessionEvent event, Ring ring) {
    if (!(event instanceof SessionEvent.OfCall of) || !of.callId().equals(ring.callId())) {
      return false;
    }
    return switch (ring.outcome().orElseThrow()) {
      case ACCEPTED ->
          event instanceof SessionEvent.OutgoingCallAccepted e
              && e.callee().id().equals(ring.user());
      case DECLINED ->
          event instanceof SessionEvent.OutgoingCallDeclined e
              && e.callee().id().equals(ring.user());
      case BUSY ->
          event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e
              && e.callee().id().equals(ring.user());
      case TIMED_OUT ->
          event instanceof SessionEvent.OutgoingCallTimeout e
              && e.callees().stream().anyMatch(c -> c.id().equals(ring.user()));
      case CANCELLED, MERGED, UNREACHABLE ->
          event instanceof SessionEvent.InvitationUserStateChanged e
              && e.users().stream().anyMatch(u -> u.user().id().equals(ring.user()));
    };
  }

  private void ended(CallHistory call, Instant at) {
    for (SessionHistory session : run.sessions()) {
      boolean entitled = call.wasIn(session.user()) && !call.quit(session.user());
      if (entitled && isTold(session, at)) {
        must(
            session,
            call.callId(),
            at,
            "the end",
            e -> e instanceof SessionEvent.CallEnded end && end.callId().equals(call.callId()));
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
