package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.ErrorCode;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One user on several devices: which of them hears what, and what is made up for. */
class DevicesTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device phone = engine.connect("bob", "phone");
  private final Device tablet = engine.connect("bob", "tablet");
  private final Device carol = engine.connect("carol");

  @Test
  void shouldTellOnlyTheDeviceThatAccepted() {
    String call = alice.invites("bob");
    tablet.accepts(call);
    phone.forgets();
    tablet.forgets();
    carol.joins(call);
    carol.quits(call);
    alice.ends(call);

    assertThat(tablet.heard())
        .containsExactly(
            "U(carol ACCEPTED)", "U(carol QUIT)", "U(alice ENDED)", "CallEnded(ENDED)");
    assertThat(phone.heard()).containsExactly("CallEnded(ENDED)");
  }

  @Test
  void shouldTellOnlyTheDeviceThatInvited() {
    Device laptop = engine.connect("alice", "laptop");
    String call = laptop.invites("bob");
    phone.accepts(call);
    alice.ends(call);

    assertThat(laptop.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)",
            "U(alice ENDED)",
            "CallEnded(ENDED)");
    assertThat(alice.heard()).containsExactly("Connected", "CallEnded(ENDED)");
  }

  @Test
  void shouldMoveToTheDeviceThatJoins() {
    String call = alice.invites("bob");
    phone.accepts(call);
    phone.forgets();
    tablet.forgets();
    tablet.joins(call);
    carol.joins(call);

    assertThat(phone.heard()).isEmpty();
    assertThat(tablet.heard()).containsExactly("U(carol ACCEPTED)");
  }

  @Test
  void shouldMoveToTheDeviceThatInvites() {
    String call = alice.invites("bob");
    phone.accepts(call);
    phone.forgets();
    tablet.forgets();
    tablet.invitesMore(call, "carol");
    carol.accepts(call);

    assertThat(phone.heard()).isEmpty();
    assertThat(tablet.heard())
        .containsExactly(
            "U(carol INVITED)",
            "U(carol RINGING)",
            "OutgoingCallAccepted(carol)",
            "U(carol ACCEPTED)");
  }

  @Test
  void shouldSayOnOtherDevicesHowItWasHandled() {
    tablet.declines(alice.invites("bob"));
    assertThat(phone.heard()).endsWith("HandledElsewhere(DECLINED)");
    assertThat(tablet.heard()).endsWith("IncomingCallDeclineButtonPressed");
    phone.answersBusy(alice.invites("bob"));
    assertThat(tablet.heard()).endsWith("U(bob RINGING)", "HandledElsewhere(BUSY)");
    assertThat(phone.heard()).doesNotContain("HandledElsewhere(BUSY)");
  }

  @Test
  void shouldGiveTheFirstOfTwoAnswersAtOneInstant() {
    String call = alice.invites("bob");
    phone.forgets();
    tablet.forgets();
    Device.Answer first = phone.sends(new Operation.Decline(call, ""));
    Device.Answer second = tablet.sends(new Operation.Accept(call, ""));
    engine.settle();

    assertThat(first.get()).hasToString("Done[]");
    assertThat(second.get()).asString().contains("ALREADY_ANSWERED", "DECLINED");
    assertThat(phone.heard()).containsExactly("IncomingCallDeclineButtonPressed");
    assertThat(tablet.heard()).containsExactly("HandledElsewhere(DECLINED)");
    assertThat(alice.heard())
        .endsWith("OutgoingCallDeclined(bob)", "U(bob DECLINED)", "CallEnded(DECLINED)");
  }

  @Test
  void shouldNameTheSessionThatAnswered() {
    String call = alice.invites("bob");
    phone.accepts(call);
    RingdownError error = tablet.fails(new Operation.Decline(call, ""));

    assertThat(error.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(error.outcome()).contains(Outcome.ACCEPTED);
    assertThat(error.decidedBy()).contains(phone.theOnly(SessionEvent.Connected.class).sessionId());
    assertThat(tablet.heard()).doesNotContain("IncomingCallDeclineButtonPressed");
  }

  @Test
  void shouldSilenceOnlyTheDeviceThatIgnores() {
    String call = alice.invites("bob");
    alice.forgets();
    phone.forgets();
    tablet.forgets();
    tablet.does(new Operation.Ignore(call));
    assertThat(alice.heard()).isEmpty();
    assertThat(phone.heard()).isEmpty();
    engine.passSeconds(60);

    assertThat(phone.heard()).containsExactly("IncomingCallTimeout");
    assertThat(alice.heard())
        .containsExactly("OutgoingCallTimeout(bob)", "U(bob TIMED_OUT)", "CallEnded(NO_ANSWER)");
  }

  @Test
  void shouldMakeUpForWhatThePrimaryDeviceMissed() {
    Device dave = engine.connect("dave");
    String call = alice.invites("bob");
    phone.accepts(call);
    tablet.forgets();
    phone.leaves();
    engine.passSeconds(10);
    carol.joins(call);
    dave.joins(call);
    carol.quits(call);
    engine.passSeconds(10);
    Device again = engine.connect("bob", "phone");
    dave.quits(call);

    assertThat(again.heard())
        .containsExactly(
            "Connected", "U(carol ACCEPTED)", "U(dave ACCEPTED)", "U(carol QUIT)", "U(dave QUIT)");
    assertThat(tablet.heard()).isEmpty();
    assertThat(engine.connect("bob", "phone").heard()).containsExactly("Connected");
  }

  @Test
  void shouldMakeUpForWhatTheOnlyDeviceOfTheCallerMissed() {
    String call = alice.invites("bob");
    alice.leaves();
    engine.passSeconds(5);
    phone.accepts(call);
    engine.passSeconds(30);
    Device again = engine.connect("alice");
    engine.passSeconds(60);

    assertThat(again.heard())
        .containsExactly("Connected", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(phone.heard()).doesNotContain("U(alice QUIT)");
  }

  @Test
  void shouldNotMakeUpOnAnotherDevice() {
    String call = alice.invites("bob");
    phone.accepts(call);
    phone.leaves();
    carol.joins(call);

    assertThat(engine.connect("bob", "watch").heard()).containsExactly("Connected");
  }

  @Test
  void shouldNotMakeUpForACallThatIsOver() {
    String call = alice.invites("bob");
    phone.accepts(call);
    phone.leaves();
    carol.joins(call);
    alice.ends(call);
    Device again = engine.connect("bob", "phone");

    assertThat(again.heard()).containsExactly("Connected");
    assertThat(again.theOnly(SessionEvent.Connected.class).calls()).isEmpty();
  }

  @Test
  void shouldNotMakeUpOnADeviceThatTheCallLeft() {
    String call = alice.invites("bob");
    phone.accepts(call);
    phone.leaves();
    carol.joins(call);
    tablet.joins(call);
    carol.quits(call);

    assertThat(engine.connect("bob", "phone").heard()).containsExactly("Connected");
    assertThat(tablet.heard()).endsWith("HandledElsewhere(ACCEPTED)", "U(carol QUIT)");
  }

  @Test
  void shouldMakeUpForAnswersToAnInviterWhoWasAway() {
    String call = alice.invites("bob", "carol", "dave");
    phone.accepts(call);
    alice.leaves();
    engine.passSeconds(20);
    carol.declines(call);
    Device again = engine.connect("alice");
    engine.passSeconds(40);

    assertThat(again.heard())
        .containsExactly(
            "Connected",
            "U(dave NOT_YET_RECEIVED)",
            "OutgoingCallDeclined(carol)",
            "U(carol DECLINED)",
            "OutgoingCallTimeout(dave)",
            "U(dave TIMED_OUT)");
  }

  @Test
  void shouldMakeUpForWhatAReplacedSessionDidNotHear() {
    String call = alice.invites("bob");
    phone.accepts(call);
    Device again = engine.connect("bob", "phone");
    carol.joins(call);

    assertThat(phone.heard()).endsWith("U(bob ACCEPTED)", "Closed(REPLACED)");
    assertThat(again.heard()).containsExactly("Connected", "U(carol ACCEPTED)");
  }

  @Test
  void shouldQuitForAUserWithoutAnyDeviceOnly() {
    String call = alice.invites("bob");
    phone.accepts(call);
    phone.leaves();
    engine.passSeconds(90);
    assertThat(alice.heard()).doesNotContain("U(bob QUIT)");
    tablet.leaves();
    engine.passSeconds(45);

    assertThat(alice.heard()).containsExactly("U(bob QUIT)", "CallEnded(EVERYBODY_LEFT)");
  }

  @Test
  void shouldShowWhatRingsWhenADeviceConnects() {
    String call = alice.invites("bob", "carol");
    carol.accepts(call);
    engine.passSeconds(10);
    Device watch = engine.connect("bob", "watch");

    assertThat(watch.heard()).containsExactly("Connected", "IncomingCallReceived(alice)");
    List<CallSnapshot> calls = watch.theOnly(SessionEvent.Connected.class).calls();
    assertThat(calls).extracting(CallSnapshot::callId).containsExactly(call);
    assertThat(calls.get(0).member("bob").orElseThrow().state()).isEqualTo(MemberState.RINGING);
    assertThat(calls.get(0).member("carol").orElseThrow().state()).isEqualTo(MemberState.ACCEPTED);
    assertThat(calls.get(0).remaining("bob")).hasSeconds(50);
  }
}
