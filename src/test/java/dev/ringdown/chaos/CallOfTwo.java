package dev.ringdown.chaos;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallEvent;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.RingRequest;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run with one call from Alice to Bob, put together by a test: all is well until it is not. */
final class CallOfTwo {
  static final String CALL = "call";
  static final String ALICE = "alice's";
  static final String BOB = "bob's";

  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");
  private static final CallUser FROM = CallUser.of("alice");
  private static final CallUser TO = CallUser.of("bob");
  private static final Duration RING = Duration.ofSeconds(60);
  private static final Promises PROMISES =
      new Promises(
          Duration.ofSeconds(15),
          Duration.ofSeconds(35),
          Duration.ofSeconds(2),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10));

  final List<Fact> facts = new ArrayList<>();
  final List<CallEvent> journal = new ArrayList<>();
  final List<Disturbance> disturbances = new ArrayList<>();

  /** It rings from the 10th second on. */
  private CallOfTwo() {
    facts.add(new Fact.Connects(at(0), ALICE, "alice", "phone", "node1"));
    facts.add(new Fact.Connects(at(0), BOB, "bob", "phone", "node2"));
    hears(0, ALICE, connected());
    hears(0, BOB, connected());
    Draft draft =
        new Draft(
            CALL,
            "room",
            CallType.VOICE,
            CallMode.ADVANCED,
            GlarePolicy.MERGE,
            "",
            List.of(new RingRequest(TO, RING, false)));
    journal.add(new CallEvent.Created(by("alice", "invite"), draft, at(10)));
    asks(10, ALICE, "invite", new Operation.Join(CALL));
    answers(
        10, ALICE, "invite", new Operation.Join(CALL), new Result.Invited(CALL, "room", Map.of()));
    hears(
        10, ALICE, new SessionEvent.OutgoingCallSent(CALL, FROM, CallType.VOICE, List.of(TO), ""));
    hears(10, BOB, ring(70));
  }

  /** Accepted in the 20th second, ended in the 30th. */
  static CallOfTwo accepted() {
    CallOfTwo call = new CallOfTwo();
    call.journal.add(new CallEvent.Accepted(by("bob", "accept"), "", Optional.empty(), at(20)));
    Operation accept = new Operation.Accept(CALL, "");
    call.asks(20, BOB, "accept", accept);
    call.answers(20, BOB, "accept", accept, new Result.Joined(CALL, "room", at(20)));
    call.hears(20, BOB, new SessionEvent.IncomingCallAcceptButtonPressed(CALL));
    call.hears(20, ALICE, new SessionEvent.OutgoingCallAccepted(CALL, TO));
    call.hears(20, ALICE, state(MemberState.ACCEPTED));
    call.journal.add(
        new CallEvent.Ended(
            EndReason.ENDED, Optional.of(by("alice", "end")), Optional.empty(), false, at(30)));
    call.asks(30, ALICE, "end", new Operation.End(CALL));
    call.answers(30, ALICE, "end", new Operation.End(CALL), new Result.Done());
    call.hears(30, ALICE, ended(EndReason.ENDED));
    call.hears(30, BOB, ended(EndReason.ENDED));
    return call;
  }

  /** Timed out in the 70th second. */
  static CallOfTwo missed() {
    CallOfTwo call = new CallOfTwo();
    call.journal.add(new CallEvent.TimedOut(List.of("bob"), at(70)));
    call.journal.add(
        new CallEvent.Ended(EndReason.NO_ANSWER, Optional.empty(), Optional.empty(), true, at(70)));
    call.journal.add(new CallEvent.Settled(at(71)));
    call.hears(70, BOB, new SessionEvent.IncomingCallTimeout(CALL, FROM));
    call.hears(70, ALICE, new SessionEvent.OutgoingCallTimeout(CALL, List.of(TO), false));
    call.hears(70, ALICE, ended(EndReason.NO_ANSWER));
    call.lists(MissedReason.TIMED_OUT);
    return call;
  }

  /** Bob's list in the end. */
  void lists(MissedReason... reasons) {
    List<MissedCall> calls = new ArrayList<>();
    for (MissedReason reason : reasons) {
      calls.add(
          new MissedCall(
              calls.size() + 1,
              CALL,
              1,
              "room",
              FROM,
              CallType.VOICE,
              List.of(TO),
              "",
              at(10),
              RING,
              reason));
    }
    answers(
        200,
        BOB,
        "list",
        new Operation.ListMissedCalls(0, 100),
        new Result.Missed(new MissedCalls(calls, calls.size(), calls.size())));
  }

  static Instant at(long second) {
    return BEGIN.plusSeconds(second);
  }

  static Origin by(String user) {
    return by(user, "request");
  }

  private static Origin by(String user, String request) {
    return new Origin(CallUser.of(user), "phone", user + "'s", request);
  }

  /** Bob does, by this request. */
  void joins(long second, String request) {
    journal.add(journal.size() - 1, new CallEvent.Joined(by("bob", request), at(second)));
  }

  static SessionEvent ring(long deadline) {
    return new SessionEvent.IncomingCallReceived(
        CALL,
        FROM,
        FROM,
        CallType.VOICE,
        List.of(TO),
        "",
        "room",
        CallMode.ADVANCED,
        1,
        at(deadline),
        RING);
  }

  static SessionEvent connected() {
    return new SessionEvent.Connected("session", List.of(), 0);
  }

  static SessionEvent ended(EndReason reason) {
    return new SessionEvent.CallEnded(CALL, reason, Duration.ZERO);
  }

  static SessionEvent state(MemberState state) {
    return new SessionEvent.InvitationUserStateChanged(
        CALL, List.of(new SessionEvent.UserState(TO, state, "")));
  }

  void hears(long second, String session, SessionEvent event) {
    facts.add(new Fact.Heard(at(second), session, event));
  }

  /** It never heard this. */
  void missesOut(String session, Class<? extends SessionEvent> type) {
    boolean was =
        facts.removeIf(
            f ->
                f instanceof Fact.Heard heard
                    && heard.session().equals(session)
                    && type.isInstance(heard.event()));
    if (!was) {
      throw new IllegalStateException("expected that " + session + " had heard " + type);
    }
  }

  void asks(long second, String session, String request, Operation operation) {
    facts.add(new Fact.Asked(at(second), session, request, operation));
  }

  void answers(long second, String session, String request, Operation operation, Result result) {
    facts.add(new Fact.Answered(at(second), session, request, operation, result));
  }

  void replaces(Class<? extends CallEvent> type, CallEvent... by) {
    int index = 0;
    while (!type.isInstance(journal.get(index))) {
      index++;
    }
    journal.remove(index);
    journal.addAll(index, List.of(by));
  }

  void disturbed(String what, String node, long from, long until) {
    disturbances.add(new Disturbance(what, node, at(from), at(until)));
  }

  List<Violation> check() {
    return Checker.check(new Run(facts, disturbances, Map.of(CALL, journal), PROMISES, at(300)));
  }
}
