package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What invitees hear: with which arguments, and when not. */
class IncomingCallbacksTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final CallUser user = CallUser.of("alice", "Alice");
  private final Device alice = engine.connect(user, "phone");
  private final Device bob = engine.connect("bob");

  @Test
  void shouldRingWithAllThatTheInvitationSays() {
    Invitation invitation =
        Invitation.of(
                CallType.VIDEO,
                List.of(Invitee.of(CallUser.of("bob", "Bobby")), Invitee.of("carol")))
            .withCustomData("{\"subject\":\"lunch\"}")
            .withRoom("room-7")
            .withTimeout(Duration.ofSeconds(20))
            .withMode(CallMode.GENERAL);
    String call = alice.invites(invitation);

    SessionEvent.IncomingCallReceived ring = bob.theOnly(SessionEvent.IncomingCallReceived.class);
    assertThat(ring)
        .isEqualTo(
            new SessionEvent.IncomingCallReceived(
                call,
                user,
                user,
                CallType.VIDEO,
                List.of(CallUser.of("bob", "Bobby"), CallUser.of("carol")),
                "{\"subject\":\"lunch\"}",
                "room-7",
                CallMode.GENERAL,
                1,
                engine.now().plusSeconds(20),
                Duration.ofSeconds(20)));
  }

  @Test
  void shouldGiveEachInviteeHisOwnTimeout() {
    Device carol = engine.connect("carol");
    Invitation invitation =
        Invitation.of(
            CallType.VOICE,
            List.of(Invitee.of("bob").withTimeout(Duration.ofSeconds(5)), Invitee.of("carol")));
    alice.invites(invitation.withTimeout(Duration.ofSeconds(9)));
    engine.passSeconds(5);
    assertThat(bob.heard()).endsWith("IncomingCallTimeout");
    assertThat(carol.heard()).endsWith("U(bob TIMED_OUT)");
    engine.passSeconds(4);
    assertThat(carol.heard()).containsExactly("IncomingCallTimeout");
  }

  @Test
  void shouldRingOnADeviceThatComesJustBeforeTheDeadline() {
    alice.invites("bob");
    engine.pass(Duration.ofMillis(59_990));
    Device tablet = engine.connect("bob", "tablet");

    assertThat(tablet.theOnly(SessionEvent.IncomingCallReceived.class).remaining())
        .isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void shouldNotRingAfterTheDeadline() {
    alice.invites("carol");
    engine.passSeconds(60);
    Device carol = engine.connect("carol");
    engine.passSeconds(60);

    assertThat(carol.heard()).containsExactly("Connected");
  }

  @Test
  void shouldRingOncePerSession() {
    alice.invites("bob");
    engine.passSeconds(59);

    assertThat(bob.heard())
        .containsExactly("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldRingAgainOnANewSessionOfTheSameDevice() {
    alice.invites("bob");
    engine.passSeconds(10);
    Device again = engine.connect("bob");

    assertThat(bob.heard()).endsWith("Closed(REPLACED)");
    assertThat(again.heard()).containsExactly("Connected", "IncomingCallReceived(alice)");
    assertThat(again.theOnly(SessionEvent.IncomingCallReceived.class).remaining())
        .isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void shouldSayWhoCancelledWithWhat() {
    String call = alice.invites("bob");
    alice.does(new Operation.Cancel(call, Set.of(), "wrong number"));

    assertThat(bob.theOnly(SessionEvent.IncomingCallCanceled.class))
        .isEqualTo(
            new SessionEvent.IncomingCallCanceled(call, user, "wrong number", EndReason.CANCELLED));
  }

  @Test
  void shouldNotCancelWhatWasAccepted() {
    String call = alice.invites("bob");
    bob.accepts(call);
    bob.forgets();
    RingdownError error = alice.fails(new Operation.Cancel(call, Set.of(), ""));

    assertThat(error.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(error.outcome()).contains(Outcome.ACCEPTED);
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldNotCancelWhatWasDeclinedOrTimedOut() {
    Device carol = engine.connect("carol");
    Invitation invitation =
        Invitation.of(
            CallType.VOICE,
            List.of(
                Invitee.of("bob"),
                Invitee.of("carol").withTimeout(Duration.ofSeconds(5)),
                Invitee.of("dave")));
    String call = alice.invites(invitation);
    bob.declines(call);
    engine.passSeconds(5);
    bob.forgets();
    carol.forgets();
    alice.cancels(call);
    engine.passSeconds(60);

    assertThat(bob.heard()).isEmpty();
    assertThat(carol.heard()).isEmpty();
  }

  @Test
  void shouldSayWhoseRingTimedOut() {
    String call = alice.invites("bob");
    engine.passSeconds(60);

    assertThat(bob.theOnly(SessionEvent.IncomingCallTimeout.class))
        .isEqualTo(new SessionEvent.IncomingCallTimeout(call, user));
  }

  @Test
  void shouldNotTimeOutAfterAnyOutcome() {
    Device carol = engine.connect("carol");
    Device dave = engine.connect("dave");
    Device erin = engine.connect("erin");
    String call = alice.invites("bob", "carol", "dave", "erin");
    bob.accepts(call);
    carol.declines(call);
    dave.answersBusy(call);
    alice.cancels(call, "erin");
    engine.passSeconds(120);

    for (Device device : List.of(bob, carol, dave, erin)) {
      assertThat(device.heard()).doesNotContain("IncomingCallTimeout");
    }
    assertThat(alice.heard()).noneMatch(word -> word.startsWith("OutgoingCallTimeout"));
  }

  @Test
  void shouldNotConfirmAnAnswerThatCameTooLate() {
    String call = alice.invites("bob");
    engine.passSeconds(60);
    bob.forgets();

    for (Operation late :
        List.of(
            new Operation.Accept(call, ""),
            new Operation.Decline(call, ""),
            new Operation.Busy(call, ""))) {
      RingdownError error = bob.fails(late);
      assertThat(error.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
      assertThat(error.outcome()).contains(Outcome.TIMED_OUT);
    }
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldNotConfirmBusyAsADecline() {
    String call = alice.invites("bob");
    bob.forgets();
    bob.answersBusy(call);

    assertThat(bob.heard()).isEmpty();
    assertThat(bob.missedCalls()).isEmpty();
  }

  @Test
  void shouldRaiseAFailureThatNobodyAwaits() {
    bob.forgets();
    bob.tells(new Operation.Accept("no-such-call", ""));

    assertThat(bob.heard()).containsExactly("Error(UNKNOWN_CALL)");
  }

  @Test
  void shouldNotRaiseAFailureThatIsAnswered() {
    bob.forgets();
    bob.fails(new Operation.Accept("no-such-call", ""));

    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldTakeAnAnswerWithinItsGrace() {
    try (TestEngine patient = TestEngine.start("ringdown.answer-grace = 2s")) {
      Device caller = patient.connect("alice");
      Device callee = patient.connect("bob");
      String call = caller.invites("bob");
      patient.pass(Duration.ofMillis(60_500));
      callee.accepts(call);

      assertThat(caller.heard()).endsWith("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
      assertThat(callee.heard()).endsWith("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
    }
  }
}
