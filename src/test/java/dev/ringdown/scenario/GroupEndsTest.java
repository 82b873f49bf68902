package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When a call of several ends, and for whom it goes on. */
class GroupEndsTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  @Test
  void shouldCancelAllWhoRingWhenTheCallerIsLost() {
    alice.invites("bob", "carol");
    forget();
    alice.leaves();
    engine.pass(Duration.ofMillis(9_999));
    assertThat(bob.heard()).isEmpty();
    engine.pass(Duration.ofMillis(1));

    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CALLER_LOST)");
    assertThat(carol.heard()).containsExactly("IncomingCallCanceled(CALLER_LOST)");
    for (Device device : List.of(bob, carol)) {
      assertThat(device.missedCalls())
          .extracting(MissedCall::reason)
          .containsExactly(MissedReason.CALLER_LOST);
    }
  }

  @Test
  void shouldGoOnWithoutALostCallerAfterAnAccept() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    forget();
    alice.leaves();
    engine.passSeconds(44);
    assertThat(bob.heard()).isEmpty();
    engine.passSeconds(1);
    assertThat(bob.heard()).containsExactly("U(alice QUIT)");
    assertThat(carol.heard()).containsExactly("U(alice QUIT)");
    carol.accepts(call);

    assertThat(bob.heard()).containsExactly("U(carol ACCEPTED)");
  }

  @Test
  void shouldNotMindWhoLeavesAGeneralCallAfterHisAnswer() {
    String call = alice.invites(general("bob", "carol"));
    bob.accepts(call);
    forget();
    bob.leaves();
    alice.leaves();
    engine.passSeconds(50);
    assertThat(carol.heard()).isEmpty();
    carol.accepts(call);

    assertThat(carol.heard())
        .containsExactly(
            "IncomingCallAcceptButtonPressed", "U(carol ACCEPTED)", "CallEnded(ANSWERED)");
  }

  @Test
  void shouldAnswerAGeneralCallWhoseRestIsCancelled() {
    String call = alice.invites(general("bob", "carol"));
    bob.accepts(call);
    forget();
    alice.cancels(call);

    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallCancelButtonPressed", "U(carol CANCELLED)", "CallEnded(ANSWERED)");
    assertThat(bob.heard()).containsExactly("U(carol CANCELLED)", "CallEnded(ANSWERED)");
    assertThat(carol.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldAnswerAGeneralCallWhoseRestTimesOut() {
    String call = alice.invites(general("bob", "carol"));
    bob.accepts(call);
    forget();
    engine.passSeconds(60);

    assertThat(alice.heard())
        .containsExactly("OutgoingCallTimeout(carol)", "U(carol TIMED_OUT)", "CallEnded(ANSWERED)");
    assertThat(bob.heard()).containsExactly("U(carol TIMED_OUT)", "CallEnded(ANSWERED)");
  }

  @Test
  void shouldRefuseInAGeneralCallWhatNeedsAnAdvancedOne() {
    String call = alice.invites(general("bob", "dave"));
    bob.accepts(call);

    for (Operation operation : List.of(new Operation.Quit(call), new Operation.End(call))) {
      assertThat(alice.fails(operation).code()).isEqualTo(ErrorCode.WRONG_MODE);
      assertThat(bob.fails(operation).code()).isEqualTo(ErrorCode.WRONG_MODE);
    }
    assertThat(carol.fails(new Operation.Join(call)).code()).isEqualTo(ErrorCode.WRONG_MODE);
  }

  @Test
  void shouldEndForTheLastOfTwoAlsoAfterAThirdJoined() {
    String call = alice.invites("bob");
    bob.accepts(call);
    carol.joins(call);
    forget();
    bob.quits(call);
    assertThat(alice.heard()).containsExactly("U(bob QUIT)");
    carol.quits(call);

    assertThat(alice.heard()).containsExactly("U(carol QUIT)", "CallEnded(EVERYBODY_LEFT)");
  }

  @Test
  void shouldWaitForWhoStillRingsWhenOneOfTwoIsAlone() {
    String call = alice.invites("bob");
    bob.accepts(call);
    bob.quits(call);
    assertThat(alice.heard()).endsWith("CallEnded(EVERYBODY_LEFT)");
    String group = alice.invites("bob", "carol");
    carol.accepts(group);
    forget();
    carol.quits(group);

    assertThat(alice.heard()).containsExactly("U(carol QUIT)");
    bob.accepts(group);
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldTellTheInviterOfABusyNewInvitee() {
    Device dave = engine.connect("dave");
    dave.accepts(engine.connect("erin").invites("dave"));
    String call = alice.invites("bob");
    bob.accepts(call);
    forget();
    dave.forgets();
    alice.invitesMore(call, "dave");

    assertThat(alice.heard())
        .containsExactly("U(dave INVITED)", "OutgoingCallRejectedCauseBusy(dave)", "U(dave BUSY)");
    assertThat(bob.heard()).containsExactly("U(dave INVITED)", "U(dave BUSY)");
    assertThat(dave.heard()).isEmpty();
    assertThat(dave.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.BUSY);
  }

  @Test
  void shouldLetOnlyTheCallerEndWhereItIsSet() {
    try (TestEngine strict = TestEngine.start("ringdown.only-caller-ends = on")) {
      Device caller = strict.connect("alice");
      Device callee = strict.connect("bob");
      String call = caller.invites("bob");
      callee.accepts(call);

      assertThat(callee.fails(new Operation.End(call)).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
      caller.ends(call);
      assertThat(callee.heard()).endsWith("U(alice ENDED)", "CallEnded(ENDED)");
    }
  }

  @Test
  void shouldGiveTheSameAnswerToTheSameRequest() {
    String call = alice.invites("bob", "carol");
    forget();
    var first = bob.asks("request-1", new Operation.Accept(call, ""));
    var second = bob.asks("request-1", new Operation.Accept(call, ""));

    assertThat(second).isEqualTo(first);
    assertThat(bob.heard()).containsExactly("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  private void forget() {
    alice.forgets();
    bob.forgets();
    carol.forgets();
  }

  private static Invitation general(String... callees) {
    return Invitation.voice(callees).withMode(CallMode.GENERAL);
  }
}
