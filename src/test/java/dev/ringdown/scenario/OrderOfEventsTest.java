package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole flows: everything that every device hears, in order. */
class OrderOfEventsTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @Test
  void shouldAccept() {
    String call = alice.invites("bob");
    bob.accepts(call);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)");
  }

  @Test
  void shouldEndAGeneralCallWithItsLastAnswer() {
    String call = alice.invites(general("bob"));
    bob.accepts(call);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)",
            "CallEnded(ANSWERED)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)",
            "CallEnded(ANSWERED)");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldDecline(CallMode mode) {
    String call = alice.invites(Invitation.voice("bob").withMode(mode));
    bob.declines(call);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallDeclined(bob)",
            "U(bob DECLINED)",
            "CallEnded(DECLINED)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallDeclineButtonPressed");
    assertThat(bob.missedCalls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldBeBusy(CallMode mode) {
    Device carol = engine.connect("carol");
    bob.accepts(carol.invites("bob"));
    bob.forgets();
    carol.forgets();
    alice.invites(Invitation.voice("bob").withMode(mode));

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "CallEnded(BUSY)");
    assertThat(bob.heard()).isEmpty();
    assertThat(carol.heard()).isEmpty();
    assertThat(bob.missedCalls()).extracting(MissedCall::reason).containsExactly(MissedReason.BUSY);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldTimeOut(CallMode mode) {
    alice.invites(Invitation.voice("bob").withMode(mode));
    engine.passSeconds(60);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallTimeout(bob)",
            "U(bob TIMED_OUT)",
            "CallEnded(NO_ANSWER)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected", "IncomingCallReceived(alice)", "U(bob RINGING)", "IncomingCallTimeout");
    assertThat(bob.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.TIMED_OUT);
  }

  @Test
  void shouldHearNothingBeforeTheDeadline() {
    alice.invites("bob");
    alice.forgets();
    bob.forgets();
    engine.pass(Duration.ofMillis(59_999));

    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldCancel(CallMode mode) {
    String call = alice.invites(Invitation.voice("bob").withMode(mode));
    alice.cancels(call);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallCancelButtonPressed",
            "U(bob CANCELLED)",
            "CallEnded(CANCELLED)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallCanceled(CANCELLED)");
    assertThat(bob.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldRingALateCalleeForTheRemainingTime(CallMode mode) {
    String call = alice.invites(Invitation.voice("carol").withMode(mode));
    engine.passSeconds(20);
    Device carol = engine.connect("carol");
    carol.accepts(call);

    assertThat(alice.heard())
        .startsWith(
            "Connected",
            "OutgoingCallSent",
            "U(carol NOT_YET_RECEIVED)",
            "U(carol RINGING)",
            "OutgoingCallAccepted(carol)",
            "U(carol ACCEPTED)");
    assertThat(carol.heard())
        .startsWith(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(carol RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(carol ACCEPTED)");
    assertThat(carol.theOnly(SessionEvent.IncomingCallReceived.class).remaining())
        .isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void shouldAcceptAndDeclineInAGroup() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.declines(call);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "U(carol RINGING)",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)",
            "OutgoingCallDeclined(carol)",
            "U(carol DECLINED)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "U(carol RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)",
            "U(carol DECLINED)");
    assertThat(carol.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "U(carol RINGING)",
            "U(bob ACCEPTED)",
            "IncomingCallDeclineButtonPressed");
  }

  @Test
  void shouldEndAGeneralGroupCallWithItsLastAnswer() {
    Device carol = engine.connect("carol");
    String call = alice.invites(general("bob", "carol"));
    bob.accepts(call);
    assertThat(alice.heard()).endsWith("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    bob.forgets();
    carol.declines(call);

    assertThat(alice.heard())
        .containsExactly("OutgoingCallDeclined(carol)", "U(carol DECLINED)", "CallEnded(ANSWERED)");
    assertThat(bob.heard()).containsExactly("U(carol DECLINED)", "CallEnded(ANSWERED)");
    assertThat(carol.heard()).endsWith("U(bob ACCEPTED)", "IncomingCallDeclineButtonPressed");
  }

  @Test
  void shouldEndWhenOneOfTwoQuits() {
    String call = alice.invites("bob");
    bob.accepts(call);
    alice.forgets();
    bob.forgets();
    bob.quits(call);

    assertThat(alice.heard()).containsExactly("U(bob QUIT)", "CallEnded(EVERYBODY_LEFT)");
    assertThat(bob.heard()).containsExactly("U(bob QUIT)");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldSilenceTheOtherDevice(CallMode mode) {
    Device tablet = engine.connect("bob", "tablet");
    String call = alice.invites(Invitation.voice("bob").withMode(mode));
    bob.accepts(call);

    assertThat(alice.heard())
        .startsWith(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)");
    assertThat(bob.heard())
        .startsWith(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)");
    assertThat(tablet.heard())
        .startsWith(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "HandledElsewhere(ACCEPTED)")
        .doesNotContain("U(bob ACCEPTED)");
  }

  private static Invitation general(String... callees) {
    return Invitation.voice(callees).withMode(CallMode.GENERAL);
  }
}
