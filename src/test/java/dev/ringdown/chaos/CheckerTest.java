package dev.ringdown.chaos;

import static dev.ringdown.chaos.CallOfTwo.ALICE;
import static dev.ringdown.chaos.CallOfTwo.BOB;
import static dev.ringdown.chaos.CallOfTwo.CALL;
import static dev.ringdown.chaos.CallOfTwo.at;
import static dev.ringdown.chaos.CallOfTwo.by;
import static dev.ringdown.chaos.CallOfTwo.ended;
import static dev.ringdown.chaos.CallOfTwo.ring;
import static dev.ringdown.chaos.CallOfTwo.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.call.CallEvent;
import dev.ringdown.chaos.Violation.Promise;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker of the chaos suite finds what it is to find, and nothing else. */
class CheckerTest {

  /** A mistake that somebody planted, and the promise that it breaks. */
  private record Planted(
      String what, Promise broken, Supplier<CallOfTwo> call, Consumer<CallOfTwo> mistake) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Planted accepted(String what, Promise broken, Consumer<CallOfTwo> mistake) {
    return new Planted(what, broken, CallOfTwo::accepted, mistake);
  }

  private static Planted missed(String what, Promise broken, Consumer<CallOfTwo> mistake) {
    return new Planted(what, broken, CallOfTwo::missed, mistake);
  }

  static Stream<Planted> planted() {
    CallEvent ended =
        new CallEvent.Ended(
            EndReason.ENDED, Optional.of(by("alice")), Optional.empty(), false, at(31));
    CallEvent timedOut = new CallEvent.TimedOut(List.of("bob"), at(70));
    return Stream.of(
        accepted("two outcomes", Promise.ONE_OUTCOME, c -> c.journal.add(2, timedOut)),
        accepted("two ends", Promise.ONE_OUTCOME, c -> c.journal.add(ended)),
        accepted("life after the end", Promise.ONE_OUTCOME, c -> c.journal.add(timedOut)),
        accepted("rings beyond the end", Promise.ONE_OUTCOME, c -> c.journal.remove(1)),
        missed(
            "settled twice",
            Promise.ONE_OUTCOME,
            c -> c.journal.add(new CallEvent.Settled(at(72)))),
        accepted(
            "hears a decline that was an accept",
            Promise.TRUE,
            c -> c.hears(21, ALICE, new SessionEvent.OutgoingCallDeclined(CALL, bob(), ""))),
        accepted(
            "sees a state that never was",
            Promise.TRUE,
            c -> c.hears(21, ALICE, state(MemberState.BUSY))),
        accepted(
            "hears another reason",
            Promise.TRUE,
            c -> {
              c.missesOut(BOB, SessionEvent.CallEnded.class);
              c.hears(30, BOB, ended(EndReason.EVERYBODY_LEFT));
            }),
        accepted(
            "rings until another time",
            Promise.TRUE,
            c -> {
              c.missesOut(BOB, SessionEvent.IncomingCallReceived.class);
              c.hears(10, BOB, ring(75));
            }),
        accepted(
            "times out before its time",
            Promise.TRUE,
            c ->
                c.hears(19, BOB, new SessionEvent.IncomingCallTimeout(CALL, CallUser.of("alice")))),
        accepted(
            "was answered elsewhere as declined",
            Promise.TRUE,
            c ->
                c.hears(
                    20,
                    BOB,
                    new SessionEvent.IncomingCallHandledElsewhere(CALL, Outcome.DECLINED))),
        accepted("rings twice", Promise.ONCE, c -> c.hears(11, BOB, ring(70))),
        accepted(
            "hears of the accept twice",
            Promise.ONCE,
            c -> c.hears(22, ALICE, new SessionEvent.OutgoingCallAccepted(CALL, bob()))),
        accepted(
            "never hears of the accept",
            Promise.HEARD,
            c -> c.missesOut(ALICE, SessionEvent.OutgoingCallAccepted.class)),
        accepted(
            "never hears of the end",
            Promise.HEARD,
            c -> c.missesOut(BOB, SessionEvent.CallEnded.class)),
        accepted(
            "hears of the end too late",
            Promise.HEARD,
            c -> {
              c.missesOut(BOB, SessionEvent.CallEnded.class);
              c.hears(66, BOB, ended(EndReason.ENDED));
            }),
        accepted(
            "never connects",
            Promise.HEARD,
            c -> c.facts.add(new Fact.Connects(at(100), "tablet", "bob", "tablet", "node3"))),
        missed(
            "never rings",
            Promise.HEARD,
            c -> c.missesOut(BOB, SessionEvent.IncomingCallReceived.class)),
        accepted(
            "a lost accept",
            Promise.ACKNOWLEDGED,
            c -> {
              c.replaces(CallEvent.Accepted.class, new CallEvent.Declined(by("bob"), "", at(20)));
            }),
        accepted(
            "a lost end",
            Promise.ACKNOWLEDGED,
            c ->
                c.replaces(
                    CallEvent.Ended.class,
                    new CallEvent.Ended(
                        EndReason.ENDED, Optional.empty(), Optional.empty(), false, at(30)))),
        accepted(
            "a lost cancel",
            Promise.ACKNOWLEDGED,
            c -> {
              Operation cancel = new Operation.Cancel(CALL, Set.of(), "");
              c.answers(15, ALICE, "cancel", cancel, new Result.Done());
            }),
        accepted(
            "a call that was never made",
            Promise.ACKNOWLEDGED,
            c ->
                c.answers(
                    15,
                    ALICE,
                    "other",
                    new Operation.Join("other"),
                    new Result.Invited("other", "room", Map.of()))),
        accepted(
            "no answer", Promise.ANSWERED, c -> c.asks(40, BOB, "quit", new Operation.Quit(CALL))),
        accepted(
            "a second effect",
            Promise.REPEATED,
            c -> {
              c.journal.remove(1);
              c.joins(20, "accept");
              c.joins(21, "accept");
            }),
        accepted(
            "another answer",
            Promise.REPEATED,
            c -> c.answers(22, BOB, "accept", new Operation.Accept(CALL, ""), new Result.Done())),
        accepted(
            "done, and refused",
            Promise.REPEATED,
            c -> {
              c.answers(
                  22,
                  BOB,
                  "accept",
                  new Operation.Accept(CALL, ""),
                  new Result.Failed(RingdownError.of(ErrorCode.ALREADY_ANSWERED, "answered")));
            }),
        missed(
            "decided too late",
            Promise.IN_TIME,
            c ->
                c.replaces(
                    CallEvent.TimedOut.class, new CallEvent.TimedOut(List.of("bob"), at(86)))),
        missed(
            "decided too early",
            Promise.IN_TIME,
            c ->
                c.replaces(
                    CallEvent.TimedOut.class, new CallEvent.TimedOut(List.of("bob"), at(69)))),
        missed("never confirmed", Promise.IN_TIME, c -> c.journal.remove(c.journal.size() - 1)),
        accepted(
            "never ended",
            Promise.IN_TIME,
            c -> {
              c.journal.remove(c.journal.size() - 1);
              c.facts.add(new Fact.Gone(at(50), ALICE));
              c.facts.add(new Fact.Gone(at(50), BOB));
            }),
        missed(
            "rings on",
            Promise.SILENT,
            c -> c.missesOut(BOB, SessionEvent.IncomingCallTimeout.class)),
        accepted(
            "engaged for ever",
            Promise.FREE,
            c ->
                c.answers(
                    200,
                    BOB,
                    "active",
                    new Operation.ActiveCalls(),
                    new Result.ActiveCalls(List.of(snapshot())))),
        missed(
            "a missed call is lost",
            Promise.MISSED,
            c -> {
              c.facts.remove(c.facts.size() - 1);
              c.lists();
            }),
        missed(
            "a missed call twice",
            Promise.MISSED,
            c -> {
              c.facts.remove(c.facts.size() - 1);
              c.lists(MissedReason.TIMED_OUT, MissedReason.TIMED_OUT);
            }),
        missed(
            "missed for another reason",
            Promise.MISSED,
            c -> {
              c.facts.remove(c.facts.size() - 1);
              c.lists(MissedReason.CALLER_LOST);
            }));
  }

  private static CallUser bob() {
    return CallUser.of("bob");
  }

  private static CallSnapshot snapshot() {
    return new CallSnapshot(
        CALL,
        "room",
        CallType.VOICE,
        CallMode.ADVANCED,
        GlarePolicy.MERGE,
        CallUser.of("alice"),
        "",
        at(10),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        at(200));
  }

  @ParameterizedTest
  @MethodSource("planted")
  void shouldFind(Planted planted) {
    CallOfTwo call = planted.call().get();
    planted.mistake().accept(call);

    assertThat(call.check()).extracting(Violation::promise).contains(planted.broken());
  }

  @Test
  void shouldFindEveryKindOfMistake() {
    assertThat(planted().map(Planted::broken).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Promise.values());
  }

  // ---- What is no mistake

  static Stream<Planted> harmless() {
    return Stream.of(
        accepted("nothing", null, c -> {}),
        missed("nothing either", null, c -> {}),
        accepted(
            "a refusal",
            null,
            c ->
                c.answers(
                    21,
                    BOB,
                    "late",
                    new Operation.Decline(CALL, ""),
                    new Result.Failed(RingdownError.of(ErrorCode.ALREADY_ANSWERED, "answered")))),
        accepted(
            "asked again, and answered alike",
            null,
            c -> {
              Operation accept = new Operation.Accept(CALL, "");
              c.answers(
                  19,
                  BOB,
                  "accept",
                  accept,
                  new Result.Failed(RingdownError.of(ErrorCode.UNAVAILABLE, "too slow")));
              c.answers(22, BOB, "accept", accept, new Result.Joined(CALL, "room", at(20)));
            }),
        accepted(
            "whoever is connected after the end hears nothing of it",
            null,
            c -> {
              c.facts.add(new Fact.Connects(at(25), "tablet", "bob", "tablet", "node3"));
              c.hears(31, "tablet", CallOfTwo.connected());
            }),
        accepted(
            "whoever was cut off hears of the end when that is over",
            null,
            c -> {
              c.missesOut(BOB, SessionEvent.CallEnded.class);
              c.disturbed("connections broken", "", 40, 60);
              c.hears(94, BOB, ended(EndReason.ENDED));
            }),
        accepted(
            "whoever is gone hears nothing",
            null,
            c -> {
              c.missesOut(BOB, SessionEvent.CallEnded.class);
              c.facts.add(new Fact.Gone(at(29), BOB));
            }),
        accepted(
            "whoever is cut off hears nothing",
            null,
            c -> {
              c.missesOut(BOB, SessionEvent.CallEnded.class);
              c.disturbed("cut off", "node2", 25, 60);
            }),
        missed(
            "late, after a kill",
            null,
            c -> {
              c.disturbed("killed", "node3", 72, 72);
              c.replaces(CallEvent.TimedOut.class, new CallEvent.TimedOut(List.of("bob"), at(86)));
            }),
        missed(
            "rings on while its process does not run",
            null,
            c -> {
              c.missesOut(BOB, SessionEvent.IncomingCallTimeout.class);
              c.disturbed("paused", "node2", 69, 90);
              c.hears(91, BOB, new SessionEvent.IncomingCallTimeout(CALL, CallUser.of("alice")));
            }),
        accepted(
            "a device that nobody tells stops by itself",
            null,
            c -> {
              c.facts.add(new Fact.Connects(at(0), "tablet", "bob", "tablet", "node3"));
              c.hears(0, "tablet", CallOfTwo.connected());
              c.disturbed("cut off", "node3", 12, 100);
              c.hears(10, "tablet", ring(70));
              c.hears(
                  71, "tablet", new SessionEvent.IncomingCallTimeout(CALL, CallUser.of("alice")));
            }));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void shouldNotComplain(Planted harmless) {
    CallOfTwo call = harmless.call().get();
    harmless.mistake().accept(call);

    assertThat(call.check()).isEmpty();
  }

  @Test
  void shouldWaitAnewForEachDisturbance() {
    List<Disturbance> disturbances = new ArrayList<>();
    disturbances.add(new Disturbance("second", "", at(25), at(40)));
    disturbances.add(new Disturbance("first", "", at(5), at(12)));
    disturbances.add(new Disturbance("much later", "", at(60), at(70)));

    assertThat(Promises.latest(at(10), java.time.Duration.ofSeconds(15), disturbances))
        .isEqualTo(at(55));
  }
}
