package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.EndReason;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.testkit.Words;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a call of two ends, with the reason that each of them hears. */
class EndReasonsTest {
  @AutoClose private final TestEngine engine = TestEngine.start("ringdown.max-duration = 50s");
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  /** Something that happens to a call of Alice and Bob. */
  interface Way {
    void of(EndReasonsTest test, String call);
  }

  static Stream<Arguments> unanswered() {
    return Stream.of(
        way("declined", (t, c) -> t.bob.declines(c), EndReason.DECLINED, MemberState.DECLINED)
            .hears(),
        way("busy", (t, c) -> t.bob.answersBusy(c), EndReason.BUSY, MemberState.BUSY).hears(),
        way("cancelled", (t, c) -> t.alice.cancels(c), EndReason.CANCELLED, MemberState.CANCELLED)
            .hears("IncomingCallCanceled(CANCELLED)"),
        way(
                "timed out",
                (t, c) -> t.engine.passSeconds(40),
                EndReason.NO_ANSWER,
                MemberState.TIMED_OUT)
            .hears("IncomingCallTimeout"),
        way("given up", (t, c) -> t.alice.quits(c), EndReason.CANCELLED, MemberState.CANCELLED)
            .hears("IncomingCallCanceled(CANCELLED)"),
        way(
                "ended by the caller",
                (t, c) -> t.alice.ends(c),
                EndReason.ENDED,
                MemberState.CANCELLED)
            .hears("IncomingCallCanceled(ENDED)"),
        way(
                "caller lost",
                (t, c) -> t.leave(t.alice, 10),
                EndReason.CALLER_LOST,
                MemberState.CANCELLED)
            .hears("IncomingCallCanceled(CALLER_LOST)"));
  }

  /** One row of the table. */
  private record Row(String name, Way way, EndReason reason, MemberState state) {
    Arguments hears(String... stop) {
      return arguments(name, way, reason, state, List.of(stop));
    }
  }

  private static Row way(String name, Way way, EndReason reason, MemberState state) {
    return new Row(name, way, reason, state);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unanswered")
  void shouldEndUnanswered(
      String name, Way way, EndReason reason, MemberState state, List<String> stop) {
    String call = alice.invites(Invitation.voice("bob").withTimeout(Duration.ofSeconds(40)));
    bob.forgets();
    way.of(this, call);

    if (reason != EndReason.CALLER_LOST) {
      assertThat(ended(alice)).containsExactly("CallEnded(" + reason + ")");
    }
    assertThat(bob.heard().stream().filter(w -> !w.endsWith("ButtonPressed")).toList())
        .isEqualTo(stop);
    CallSnapshot snapshot = ((Result.Snapshot) bob.does(new Operation.GetCall(call))).call();
    assertThat(snapshot.endReason()).contains(reason);
    assertThat(snapshot.member("bob").orElseThrow().state()).isEqualTo(state);
    assertFree();
  }

  static Stream<Arguments> answered() {
    return Stream.of(
        ends("ended by the caller", (t, c) -> t.alice.ends(c), "ENDED", "ENDED"),
        ends("ended by the callee", (t, c) -> t.bob.ends(c), "ENDED", "ENDED"),
        ends("the caller quits", (t, c) -> t.alice.quits(c), null, "EVERYBODY_LEFT"),
        ends("the callee quits", (t, c) -> t.bob.quits(c), "EVERYBODY_LEFT", null),
        ends("the callee is lost", (t, c) -> t.leave(t.bob, 45), "EVERYBODY_LEFT", null),
        ends("the caller is lost", (t, c) -> t.leave(t.alice, 45), null, "EVERYBODY_LEFT"),
        ends("too long", (t, c) -> t.engine.passSeconds(50), "MAX_DURATION", "MAX_DURATION"));
  }

  private static Arguments ends(String name, Way way, String atCaller, String atCallee) {
    return arguments(name, way, words(atCaller), words(atCallee));
  }

  private static List<String> words(String reason) {
    return reason == null ? List.of() : List.of("CallEnded(" + reason + ")");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answered")
  void shouldEndAnswered(String name, Way way, List<String> atCaller, List<String> atCallee) {
    String call = alice.invites("bob");
    bob.accepts(call);
    way.of(this, call);

    assertThat(ended(alice)).isEqualTo(atCaller);
    assertThat(ended(bob)).isEqualTo(atCallee);
    assertFree();
  }

  @Test
  void shouldEndAGeneralCallWhenItIsAnswered() {
    String call = alice.invites(Invitation.voice("bob").withMode(CallMode.GENERAL));
    bob.accepts(call);

    assertThat(ended(alice)).containsExactly("CallEnded(ANSWERED)");
    assertThat(ended(bob)).containsExactly("CallEnded(ANSWERED)");
    assertFree();
  }

  @Test
  void shouldStopARingThatIsTooLong() {
    alice.invites("bob");
    engine.passSeconds(50);

    assertThat(alice.heard()).endsWith("U(bob CANCELLED)", "CallEnded(MAX_DURATION)");
    assertThat(bob.heard()).endsWith("IncomingCallCanceled(MAX_DURATION)");
    assertFree();
  }

  @Test
  void shouldNameTheOneReasonOfAllInvitees() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    bob.answersBusy(call);
    carol.answersBusy(call);

    assertThat(ended(alice)).containsExactly("CallEnded(BUSY)");
  }

  @Test
  void shouldNotBlameOneInviteeForAMix() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    bob.declines(call);
    alice.cancels(call, "carol");

    assertThat(ended(alice)).containsExactly("CallEnded(NO_ANSWER)");
    assertThat(carol.heard()).endsWith("IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldCountTheDurationFromTheFirstAccept() {
    String call = alice.invites("bob");
    engine.passSeconds(7);
    bob.accepts(call);
    engine.passSeconds(12);
    alice.ends(call);

    assertThat(alice.theOnly(SessionEvent.CallEnded.class).duration())
        .isEqualTo(Duration.ofSeconds(12));
    assertThat(bob.theOnly(SessionEvent.CallEnded.class).duration())
        .isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void shouldLastNoTimeUnanswered() {
    String call = alice.invites("bob");
    engine.passSeconds(7);
    bob.declines(call);

    assertThat(alice.theOnly(SessionEvent.CallEnded.class).duration()).isZero();
  }

  @Test
  void shouldKeepACallWhoseMembersComeBackInTime() {
    String call = alice.invites("bob");
    leave(alice, 9);
    Device again = engine.connect("alice");
    engine.passSeconds(20);
    bob.accepts(call);
    leave(bob, 19);
    Device bobAgain = engine.connect("bob");

    assertThat(again.heard())
        .containsExactly("Connected", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(bobAgain.heard()).containsExactly("Connected");
  }

  @Test
  void shouldAnswerTheSealedOutcomeAfterTheEnd() {
    String call = alice.invites("bob");
    engine.passSeconds(1);
    bob.declines(call);
    engine.passSeconds(10);

    var error = bob.fails(new Operation.Accept(call, ""));
    assertThat(error.outcome()).hasToString("Optional[DECLINED]");
    assertThat(error.decidedAt()).contains(engine.now().minusSeconds(10));
    assertThat(error.decidedBy()).contains(bob.theOnly(SessionEvent.Connected.class).sessionId());
    assertThat(alice.fails(new Operation.Cancel(call, Set.of(), "")).code())
        .hasToString("CALL_ENDED");
  }

  private void leave(Device device, long seconds) {
    device.leaves();
    engine.passSeconds(seconds);
  }

  /** Nobody is engaged any longer: both can be called. */
  private void assertFree() {
    for (String user : List.of("alice", "bob")) {
      Device again = engine.connect(user, "another");
      assertThat(((Result.ActiveCalls) again.does(new Operation.ActiveCalls())).calls()).isEmpty();
    }
  }

  private static List<String> ended(Device device) {
    return device.allEvents().stream()
        .filter(SessionEvent.CallEnded.class::isInstance)
        .map(Words::of)
        .toList();
  }
}
