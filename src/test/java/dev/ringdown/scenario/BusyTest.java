package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who is engaged, until when, and what the settings make of it. */
class BusyTest {
  private static final Operation ACTIVE = new Operation.ActiveCalls();

  @AutoClose private TestEngine engine = TestEngine.start();
  private Device alice = engine.connect("alice");
  private Device bob = engine.connect("bob");
  private Device carol = engine.connect("carol");

  private void restart(String settings) {
    engine.close();
    engine = TestEngine.start(settings);
    alice = engine.connect("alice");
    bob = engine.connect("bob");
    carol = engine.connect("carol");
  }

  @Test
  void shouldBeBusyWhileCalling() {
    bob.invites("dave");
    carol.invites("bob");

    assertThat(carol.heard())
        .endsWith("OutgoingCallRejectedCauseBusy(bob)", "U(bob BUSY)", "CallEnded(BUSY)");
  }

  @Test
  void shouldBeBusyWhileItRings() {
    alice.invites("bob");
    carol.invites("bob");

    assertThat(carol.heard()).contains("OutgoingCallRejectedCauseBusy(bob)");
    assertThat(bob.heard())
        .containsExactly("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldBeBusyInAGroupWithoutStoppingTheOthers() {
    bob.accepts(engine.connect("dave").invites("bob"));
    String call = alice.invites("bob", "carol");
    carol.accepts(call);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "U(carol RINGING)",
            "OutgoingCallAccepted(carol)",
            "U(carol ACCEPTED)");
  }

  @Test
  void shouldBeFreeAfterEveryEnd() {
    bob.declines(alice.invites("bob"));
    assertFree();
    alice.cancels(alice.invites("bob"));
    assertFree();
    alice.invites("bob");
    engine.passSeconds(60);
    assertFree();
    String call = alice.invites("bob");
    bob.accepts(call);
    bob.quits(call);
    assertFree();
    bob.accepts(alice.invites(Invitation.voice("bob").withMode(CallMode.GENERAL)));
    assertFree();
    call = alice.invites("bob", "dave");
    bob.accepts(call);
    bob.quits(call);
    assertThat(active(bob)).isEmpty();
  }

  /** Carol reaches Bob. */
  private void assertFree() {
    carol.forgets();
    String call = carol.invites("bob");
    assertThat(carol.heard()).containsExactly("OutgoingCallSent", "U(bob RINGING)");
    carol.cancels(call);
    assertThat(active(alice)).isEmpty();
    assertThat(active(bob)).isEmpty();
  }

  @Test
  void shouldNotEngageWhoAcceptedAGeneralCall() {
    String call = alice.invites(Invitation.voice("bob", "dave").withMode(CallMode.GENERAL));
    bob.accepts(call);

    assertThat(active(bob)).isEmpty();
    assertThat(active(alice)).extracting(CallSnapshot::callId).containsExactly(call);
  }

  @Test
  void shouldListWhatEngagesAUser() {
    String call = alice.invites("bob");

    assertThat(active(alice)).extracting(CallSnapshot::callId).containsExactly(call);
    assertThat(active(bob)).extracting(CallSnapshot::callId).containsExactly(call);
    assertThat(active(carol)).isEmpty();
  }

  @Test
  void shouldNotCallWhileEngaged() {
    alice.invites("bob");

    for (Device engaged : List.of(alice, bob)) {
      assertThat(engaged.fails(new Operation.Invite(Invitation.voice("carol"))).code())
          .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    }
    assertThat(carol.heard()).containsExactly("Connected");
  }

  @Test
  void shouldLetCallsWait() {
    restart("ringdown.busy-policy = ring");
    String first = alice.invites("bob");
    bob.accepts(first);
    bob.forgets();
    alice.forgets();
    String second = carol.invites("bob");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(carol)", "U(bob RINGING)");
    bob.accepts(second);

    assertThat(carol.heard()).endsWith("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(alice.heard()).isEmpty();
    assertThat(active(bob)).extracting(CallSnapshot::callId).containsExactly(first, second);
    bob.quits(first);
    assertThat(alice.heard()).containsExactly("U(bob QUIT)", "CallEnded(EVERYBODY_LEFT)");
    assertThat(bob.missedCalls()).isEmpty();
  }

  @Test
  void shouldDeclineACallThatWaitsWithoutLeavingTheOther() {
    restart("ringdown.busy-policy = ring");
    bob.accepts(alice.invites("bob"));
    alice.forgets();
    bob.declines(carol.invites("bob"));

    assertThat(carol.heard()).endsWith("U(bob DECLINED)", "CallEnded(DECLINED)");
    assertThat(alice.heard()).isEmpty();
  }

  @Test
  void shouldLetAUserMakeManyCalls() {
    restart("ringdown.concurrent-calls = many");
    String first = alice.invites("bob");
    bob.accepts(first);
    String second = alice.invites("carol");
    carol.accepts(second);

    assertThat(active(alice)).extracting(CallSnapshot::callId).containsExactly(first, second);
    assertThat(alice.heard()).endsWith("OutgoingCallAccepted(carol)", "U(carol ACCEPTED)");
    Device dave = engine.connect("dave");
    dave.invites("alice");
    assertThat(dave.heard()).contains("OutgoingCallRejectedCauseBusy(alice)");
    assertThat(alice.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.BUSY);
  }

  @Test
  void shouldBeBusyForOneOfTwoWhoCallAtOnce() {
    Device dave = engine.connect("dave");
    alice.sends(new Operation.Invite(Invitation.voice("dave")));
    bob.sends(new Operation.Invite(Invitation.voice("dave")));
    engine.settle();

    assertThat(dave.heard().stream().filter(w -> w.startsWith("IncomingCallReceived"))).hasSize(1);
    assertThat(alice.heard().contains("CallEnded(BUSY)"))
        .isNotEqualTo(bob.heard().contains("CallEnded(BUSY)"));
  }

  @Test
  void shouldBeFreeWhenEverybodyIsGone() {
    bob.accepts(alice.invites("bob"));
    alice.leaves();
    bob.leaves();
    engine.passSeconds(60);
    carol.invites("bob");

    assertThat(carol.heard()).containsExactly("Connected", "OutgoingCallSent");
  }

  private static List<CallSnapshot> active(Device device) {
    return ((Result.ActiveCalls) device.does(ACTIVE)).calls();
  }
}
