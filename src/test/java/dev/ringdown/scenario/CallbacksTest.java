package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.InvitationEvents;
import dev.ringdown.RingdownException;
import dev.ringdown.Session;
import dev.ringdown.testkit.TestEngine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The Java session: each callback with its arguments, and operations that answer. */
class CallbacksTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Spoken alice = new Spoken();
  private final Spoken bob = new Spoken();
  private final Spoken tablet = new Spoken();
  private final Session aliceSession = connect(CallUser.of("alice", "Alice"), "phone", alice);
  private final Session bobSession = connect(CallUser.of("bob", "Bob"), "phone", bob);

  private Session connect(CallUser user, String device, InvitationEvents events) {
    Session session = engine.ringdown().connect(user, device, s -> events);
    engine.settle();
    return session;
  }

  /** Waits until the engine has answered, and everything is told. */
  private <T> T get(CompletionStage<T> answer) {
    engine.settle();
    return answer.toCompletableFuture().join();
  }

  private void invite(Invitation invitation) {
    get(aliceSession.invite(invitation));
  }

  @Test
  void shouldCallBackForAnAcceptAndTheEnd() {
    connect(CallUser.of("bob", "Bob"), "tablet", tablet);
    invite(Invitation.video("bob").withCallId("1").withCustomData("lunch"));
    get(bobSession.accept("1", "soon"));
    engine.passSeconds(5);
    get(aliceSession.end("1"));

    assertThat(alice.calls)
        .containsExactly(
            "Connected[[], 0]",
            "OutgoingCallSent[1, Alice (alice), VIDEO, [bob], lunch]",
            "UserState[1, bob, RINGING, ]",
            "OutgoingCallAccepted[1, Bob (bob)]",
            "UserState[1, Bob (bob), ACCEPTED, soon]",
            "UserState[1, Alice (alice), ENDED, ]",
            "CallEnded[1, ENDED, PT5S]");
    assertThat(bob.calls)
        .containsExactly(
            "Connected[[], 0]",
            "IncomingCallReceived[1, Alice (alice), VIDEO, [bob], lunch, PT1M]",
            "UserState[1, bob, RINGING, ]",
            "IncomingCallAcceptButtonPressed[1]",
            "UserState[1, Bob (bob), ACCEPTED, soon]",
            "UserState[1, Alice (alice), ENDED, ]",
            "CallEnded[1, ENDED, PT5S]");
    assertThat(tablet.calls)
        .containsExactly(
            "Connected[[], 0]",
            "IncomingCallReceived[1, Alice (alice), VIDEO, [bob], lunch, PT1M]",
            "UserState[1, bob, RINGING, ]",
            "IncomingCallHandledElsewhere[1, ACCEPTED]",
            "CallEnded[1, ENDED, PT5S]");
  }

  @Test
  void shouldCallBackForADeclineAndBusy() {
    invite(Invitation.voice("bob").withCallId("1"));
    get(bobSession.decline("1", "not now"));
    invite(Invitation.voice("bob").withCallId("2"));
    get(bobSession.busy("2", "driving"));

    assertThat(bob.calls).contains("IncomingCallDeclineButtonPressed[1]");
    assertThat(alice.calls)
        .containsSubsequence(
            "OutgoingCallDeclined[1, Bob (bob), not now]",
            "UserState[1, Bob (bob), DECLINED, not now]",
            "CallEnded[1, DECLINED, PT0S]",
            "OutgoingCallRejectedCauseBusy[2, Bob (bob), driving]",
            "UserState[2, Bob (bob), BUSY, driving]",
            "CallEnded[2, BUSY, PT0S]");
  }

  @Test
  void shouldCallBackForACancelAndATimeout() {
    invite(Invitation.voice("bob").withCallId("1"));
    get(aliceSession.cancel("1", Set.of("bob"), "never mind"));
    invite(Invitation.video("bob").withCallId("2"));
    engine.passSeconds(60);

    assertThat(alice.calls)
        .containsSubsequence(
            "OutgoingCallCancelButtonPressed[1]",
            "UserState[1, bob, CANCELLED, ]",
            "CallEnded[1, CANCELLED, PT0S]",
            "OutgoingCallTimeout[2, [bob], true]",
            "CallEnded[2, NO_ANSWER, PT0S]");
    assertThat(bob.calls)
        .containsSubsequence(
            "IncomingCallCanceled[1, Alice (alice), never mind, CANCELLED]",
            "IncomingCallTimeout[2, Alice (alice)]");
  }

  @Test
  void shouldCallBackForAClickAndItsFailure() {
    invite(Invitation.voice("bob").withCallId("1").withCustomData("data"));
    get(aliceSession.cancel("1"));
    get(bobSession.invite(Invitation.voice("carol").withCallId("2")));
    get(bobSession.missedCallClicked("1"));

    assertThat(bob.calls)
        .endsWith(
            "IncomingMissedCallClicked[1, Alice (alice), VOICE, [bob], data]",
            "IncomingMissedCallDialBackFailed[1, ALREADY_IN_CALL]");
  }

  @Test
  void shouldCallBackForAMerge() {
    invite(Invitation.voice("bob").withCallId("1").withRoom("room-7"));
    get(bobSession.invite(Invitation.voice("alice").withCallId("2")));

    assertThat(bob.calls)
        .containsSubsequence("CallMerged[2, 1, room-7]", "OutgoingCallAccepted[1, Alice (alice)]");
  }

  @Test
  void shouldCallBackWithWhatIsLiveAndUnread() {
    invite(Invitation.voice("bob").withCallId("1"));
    get(aliceSession.cancel("1"));
    invite(Invitation.voice("bob").withCallId("2"));
    connect(CallUser.of("bob"), "tablet", tablet);
    Session again = connect(CallUser.of("bob"), "tablet", new Spoken());
    again.close();
    engine.settle();

    assertThat(tablet.calls)
        .containsExactly(
            "Connected[[2], 1]",
            "IncomingCallReceived[2, Alice (alice), VOICE, [bob], , PT1M]",
            "Closed[REPLACED]");
  }

  @Test
  void shouldGoOnAfterACallbackThatThrows() {
    Spoken calm = new Spoken();
    InvitationEvents angry =
        new InvitationEvents() {
          @Override
          public void onConnected(List<CallSnapshot> calls, int unread) {
            throw new IllegalStateException("a listener's own trouble");
          }

          @Override
          public void onIncomingCallTimeout(String callId, CallUser caller) {
            calm.onIncomingCallTimeout(callId, caller);
          }
        };
    connect(CallUser.of("carol"), "phone", angry);
    invite(Invitation.voice("carol").withCallId("1"));
    engine.passSeconds(60);

    assertThat(calm.calls).containsExactly("IncomingCallTimeout[1, Alice (alice)]");
  }

  @Test
  void shouldFailWithTheReason() {
    CompletionStage<?> answer = aliceSession.accept("unknown");
    engine.settle();
    assertThatThrownBy(() -> answer.toCompletableFuture().join())
        .cause()
        .isInstanceOfSatisfying(
            RingdownException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_CALL));

    aliceSession.close();
    engine.settle();
    CompletionStage<?> late = aliceSession.activeCalls();
    engine.passSeconds(11);
    assertThatThrownBy(() -> late.toCompletableFuture().join())
        .cause()
        .isInstanceOfSatisfying(
            RingdownException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_CLOSED));
    assertThat(alice.calls).endsWith("Closed[CLOSED]");
  }
}
