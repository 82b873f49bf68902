package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Aim;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two users call each other: they find themselves in one call. */
class GlareTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  /** One call, whoever called first and whichever id is lower. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void shouldMergeCallsThatCrossInOneInstant(String ofAlice, String ofBob) {
    Device.Answer first = alice.sends(invite("bob", ofAlice));
    Device.Answer second = bob.sends(invite("alice", ofBob));
    engine.settle();

    assertThat(first.get()).asString().startsWith("Invited");
    assertThat(second.get()).asString().startsWith("Invited");
    assertMerged(ofAlice);
  }

  @Test
  void shouldGoIntoTheCallThatRings() {
    alice.does(invite("bob", "1"));
    engine.passSeconds(3);
    bob.does(invite("alice", "2"));

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
            "OutgoingCallSent",
            "CallMerged(2 into 1)",
            "OutgoingCallAccepted(alice)",
            "U(bob ACCEPTED)",
            "U(alice MERGED)",
            "CallEnded(MERGED)");
    assertOneCall();
  }

  @Test
  void shouldTakeInTheCallThatRings() {
    alice.does(invite("bob", "2"));
    engine.passSeconds(3);
    bob.does(invite("alice", "1"));

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "CallMerged(2 into 1)",
            "OutgoingCallAccepted(bob)",
            "U(alice ACCEPTED)",
            "U(bob MERGED)",
            "CallEnded(MERGED)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "OutgoingCallSent",
            "OutgoingCallAccepted(alice)",
            "U(alice ACCEPTED)",
            "HandledElsewhere(MERGED)");
    assertOneCall();
  }

  private void assertMerged(String ofAlice) {
    Device survivor = ofAlice.equals("1") ? alice : bob;
    Device merged = survivor == alice ? bob : alice;
    String other = merged(merged);

    assertThat(survivor.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "OutgoingCallAccepted(" + other + ")",
            "U(" + other + " ACCEPTED)");
    assertThat(merged.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "CallMerged(2 into 1)",
            "OutgoingCallAccepted(" + merged(survivor) + ")",
            "U(" + other + " ACCEPTED)",
            "U(" + merged(survivor) + " MERGED)",
            "CallEnded(MERGED)");
    assertOneCall();
  }

  private static String merged(Device device) {
    return device.toString().split("/")[0];
  }

  /** Alice accepts call 2, of which she knows the id, while Bob is being taken into call 1. */
  @ParameterizedTest
  @CsvSource({"false, accept", "false, join", "true, accept", "true, join"})
  void shouldBeInOneCallThoughAnAcceptCrossesTheMerge(boolean isUnheardOf, String how) {
    if (isUnheardOf) {
      engine
          .faults()
          .next(1, UserCommand.Announcement.class)
          .to("alice")
          .from("2")
          .delay(Duration.ofMillis(200));
    }
    Aim merge =
        engine
            .faults()
            .next(1, CallCommand.Ask.class)
            .from("bob")
            .to("1")
            .delay(Duration.ofMillis(400));
    alice.sends(invite("bob", "1"));
    bob.sends(invite("alice", "2"));
    engine.settle();
    Device.Answer answer =
        alice.sends(how.equals("join") ? new Operation.Join("2") : new Operation.Accept("2", ""));
    engine.passSeconds(5);

    assertThat(merge.met()).isEqualTo(1);
    assertThat(answer.get() instanceof Result.Joined).isEqualTo(isUnheardOf);
    alice.forgets();
    bob.forgets();
    assertOneCall();
  }

  /** Both are in call 1, nobody rings, nothing was missed, and call 2 points to call 1. */
  private void assertOneCall() {
    assertThat(bob.missedCalls()).isEmpty();
    assertThat(alice.missedCalls()).isEmpty();
    for (Device device : new Device[] {alice, bob}) {
      RingdownError error = device.fails(new Operation.Accept("2", ""));
      assertThat(error.code()).isEqualTo(ErrorCode.CALL_MERGED);
      assertThat(error.intoCallId()).contains("1");
      device.forgets();
    }
    engine.passSeconds(120);
    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
    bob.quits("1");
    assertThat(alice.heard()).containsExactly("U(bob QUIT)", "CallEnded(EVERYBODY_LEFT)");
    assertThat(bob.heard()).containsExactly("U(bob QUIT)");
  }

  @Test
  void shouldNameTheRoomThatGoesOn() {
    alice.does(
        new Operation.Invite(Invitation.voice("bob").withCallId("1").withRoom("room of alice")));
    bob.does(
        new Operation.Invite(Invitation.voice("alice").withCallId("2").withRoom("room of bob")));

    assertThat(bob.theOnly(SessionEvent.CallMerged.class))
        .isEqualTo(new SessionEvent.CallMerged("2", "1", "room of alice"));
  }

  @Test
  void shouldStopTheRingOnOtherDevices() {
    Device tablet = engine.connect("bob", "tablet");
    alice.does(invite("bob", "1"));
    bob.does(invite("alice", "2"));

    assertThat(tablet.heard())
        .startsWith("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)")
        .contains("HandledElsewhere(ACCEPTED)");
    assertThat(bob.heard()).noneMatch(word -> word.startsWith("HandledElsewhere"));
  }

  @Test
  void shouldStopTheRingOfTheCallThatIsMergedAway() {
    Device tablet = engine.connect("bob", "tablet");
    alice.does(invite("bob", "2"));
    bob.does(invite("alice", "1"));

    assertThat(tablet.heard())
        .startsWith("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)")
        .contains("HandledElsewhere(MERGED)");
  }

  @Test
  void shouldNotMergeThreeUsersInACircle() {
    Device carol = engine.connect("carol");
    Device.Answer first = alice.sends(invite("bob", "1"));
    Device.Answer second = bob.sends(invite("carol", "2"));
    Device.Answer third = carol.sends(invite("alice", "3"));
    engine.settle();

    assertThat(first.get()).asString().startsWith("Invited");
    assertThat(second.get()).asString().startsWith("Invited");
    assertThat(third.get()).asString().startsWith("Invited");
    for (Device device : new Device[] {alice, bob, carol}) {
      assertThat(device.missedCalls())
          .extracting(MissedCall::reason)
          .containsExactly(MissedReason.BUSY);
      assertThat(device.heard()).endsWith("CallEnded(BUSY)").doesNotContain("CallEnded(MERGED)");
    }
  }

  @Test
  void shouldBeBusyForAThirdWhileTwoMerge() {
    Device carol = engine.connect("carol");
    alice.sends(invite("bob", "1"));
    bob.sends(invite("alice", "2"));
    carol.sends(invite("alice", "3"));
    engine.settle();

    assertThat(carol.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(alice)",
            "U(alice BUSY)",
            "CallEnded(BUSY)");
    assertThat(alice.heard()).contains("OutgoingCallAccepted(bob)");
  }

  @Test
  void shouldNotMergeIntoAGroup() {
    engine.connect("carol");
    alice.does(new Operation.Invite(Invitation.voice("bob", "carol").withCallId("1")));
    bob.forgets();

    assertThat(bob.fails(invite("alice", "2")).code()).isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldBothBeBusyUnderReject() {
    try (TestEngine other = TestEngine.start("ringdown.glare-policy = reject")) {
      Device a = other.connect("alice");
      Device b = other.connect("bob");
      a.sends(invite("bob", "1"));
      b.sends(invite("alice", "2"));
      other.settle();
      other.passSeconds(2);

      assertThat(a.heard())
          .containsExactly(
              "Connected",
              "OutgoingCallSent",
              "OutgoingCallRejectedCauseBusy(bob)",
              "U(bob BUSY)",
              "CallEnded(BUSY)");
      assertThat(b.heard())
          .containsExactly(
              "Connected",
              "OutgoingCallSent",
              "OutgoingCallRejectedCauseBusy(alice)",
              "U(alice BUSY)",
              "CallEnded(BUSY)");
      assertThat(a.missedCalls()).hasSize(1);
      assertThat(b.missedCalls()).hasSize(1);
    }
  }

  @Test
  void shouldLetAnInvitationAskForReject() {
    alice.does(invite("bob", "1"));
    Operation other =
        new Operation.Invite(
            Invitation.voice("alice").withCallId("2").withGlarePolicy(GlarePolicy.REJECT));

    assertThat(bob.fails(other).code()).isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(bob.heard()).endsWith("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  private static Operation invite(String callee, String callId) {
    return new Operation.Invite(Invitation.voice(callee).withCallId(callId));
  }
}
