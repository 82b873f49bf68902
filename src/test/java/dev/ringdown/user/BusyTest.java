package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.BusyPolicy;
import dev.ringdown.CallMode;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.UnreachablePolicy;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is engaged, for how long, and what a second caller hears. */
class BusyTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldTurnTheSecondCallerAwayAndRecordAMissedCall() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob");

    carol.invite("c2", "bob");

    assertThat(carol.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "CallEnded(BUSY)");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
    assertThat(bob.missedCalls().calls())
        .singleElement()
        .extracting(MissedCall::callId, MissedCall::reason)
        .containsExactly("c2", MissedReason.BUSY);
  }

  @Test
  void shouldBeBusyForOthersWhileHeCalls() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob");

    carol.invite("c2", "alice");

    assertThat(carol.heard()).last().isEqualTo("CallEnded(BUSY)");
    bob.accept("c1");
    carol.invite("c3", "alice");
    assertThat(carol.heard()).last().isEqualTo("CallEnded(BUSY)");
    bob.perform(new Operation.End("c1"));
    carol.invite("c4", "alice");
    assertThat(alice.heard()).last().isEqualTo("IncomingCallReceived(carol)");
  }

  @Test
  void shouldTurnAwayAgainWhenTheWordOfItIsLost() {
    Device alice = exchange.device("alice", "a1");
    exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob");
    exchange.hold(m -> m.isRequest(CallRequest.TurnAway.class));
    carol.invite("c2", "bob");
    exchange.lose();

    exchange.pass(Duration.ofSeconds(1));

    assertThat(carol.heard()).last().isEqualTo("CallEnded(BUSY)");
  }

  @Test
  void shouldRingASecondTimeWhenCallsMayWait() {
    exchange.rules(BusyPolicy.RING, true, UnreachablePolicy.RING, true);
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob");
    bob.accept("c1");

    carol.invite("c2", "bob");
    bob.accept("c2");

    assertThat(bob.heard())
        .contains("IncomingCallReceived(carol)")
        .last()
        .isEqualTo("U(bob ACCEPTED)");
    assertThat(bob.activeCalls()).containsExactly("c1", "c2");
    assertThat(carol.heard()).doesNotContain("OutgoingCallRejectedCauseBusy(bob)");
  }

  @Test
  void shouldEngageNobodyAfterAGeneralCall() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.answerTo(alice.send(general("c1", "bob")));
    bob.accept("c1");
    assertThat(alice.heard()).last().isEqualTo("CallEnded(ANSWERED)");

    carol.invite("c2", "bob");
    assertThat(bob.heard()).last().isEqualTo("IncomingCallReceived(carol)");
    bob.perform(new Operation.Decline("c2", ""));
    carol.invite("c3", "alice");
    assertThat(alice.heard()).last().isEqualTo("IncomingCallReceived(carol)");
  }

  @Test
  void shouldEngageOnlyTheCallerOfAGeneralCallThatStillRings() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.device("dora", "d1");
    Device carol = exchange.device("carol", "c1");
    alice.answerTo(alice.send(general("c1", "bob", "dora")));
    bob.accept("c1");

    carol.invite("c2", "alice");
    assertThat(carol.heard()).last().isEqualTo("CallEnded(BUSY)");
    carol.invite("c3", "dora");
    assertThat(carol.heard()).last().isEqualTo("CallEnded(BUSY)");
    carol.invite("c4", "bob");
    assertThat(bob.heard()).last().isEqualTo("IncomingCallReceived(carol)");
    assertThat(bob.activeCalls()).containsExactly("c4");
  }

  private static Draft general(String callId, String... callees) {
    return Device.draft(callId, CallMode.GENERAL, GlarePolicy.MERGE, callees);
  }

  @Test
  void shouldWaitForTheEndOfAnEarlierCallOfTheSameCaller() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    exchange.hold(m -> m.to().equals("bob") && m.callId().equals("c1"));
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    alice.invite("c2", "bob");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");

    exchange.release();

    assertThat(bob.heard())
        .containsExactly("IncomingCallCanceled(CANCELLED)", "IncomingCallReceived(alice)");
  }

  @Test
  void shouldBeFreeTwoIntervalsAfterTheLastRenewal() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob");
    bob.accept("c1");
    exchange.hold(m -> m.callId().equals("c1"));

    exchange.pass(Duration.ofSeconds(29));
    carol.invite("c2", "bob");
    assertThat(carol.heard()).last().isEqualTo("CallEnded(BUSY)");
    exchange.pass(Duration.ofSeconds(1));

    carol.invite("c3", "bob");
    assertThat(bob.heard()).last().isEqualTo("IncomingCallReceived(carol)");
  }

  @Test
  void shouldWakeACallThatDoesNotRenew() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    exchange.killCall("c1");
    bob.heard();

    exchange.pass(Duration.ofSeconds(20));
    assertThat(alice.activeCalls()).containsExactly("c1");
    exchange.pass(Duration.ofSeconds(40));

    assertThat(bob.heard()).last().isEqualTo("IncomingCallTimeout");
    assertThat(alice.heard()).last().isEqualTo("CallEnded(NO_ANSWER)");
  }

  /** The sweep wakes a dead node's calls in the order in which they are due. */
  @Test
  void shouldLeaveItToTheSweepForAWhileToWakeACallThatDoesNotRenew() {
    Device alice = exchange.device("alice", "a1");
    exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    exchange.killCall("c1");
    AtomicInteger asked = exchange.questions();

    exchange.pass(Duration.ofSeconds(24));
    assertThat(asked).hasValue(0);
    exchange.pass(Duration.ofSeconds(1));

    assertThat(asked).hasValueGreaterThan(0);
  }

  /** The call's process died when the end was written, and had told nobody. */
  @Test
  void shouldAskACallThatDoesNotRenewHowItEnded() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.accept("c1");
    exchange.hold(message -> message.command() instanceof UserCommand.FromCall);
    alice.send(new Operation.End("c1"));
    exchange.settle();
    exchange.lose();
    exchange.killCall("c1");
    bob.heard();
    alice.heard();

    exchange.pass(Duration.ofSeconds(60));

    for (Device device : List.of(alice, bob)) {
      assertThat(device.heard()).containsExactly("U(alice ENDED)", "CallEnded(ENDED)");
    }
    assertThat(alice.activeCalls()).isEmpty();
  }

  @Test
  void shouldWakeACallWhoseRingIsOverdueOnADevice() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    exchange.pass(Duration.ofSeconds(59));
    exchange.killCall("c1");
    exchange.pass(Duration.ofMillis(1500));
    assertThat(bob.heard()).doesNotContain("IncomingCallTimeout");

    bob.findsOverdue("c1");
    exchange.pass(Duration.ZERO);

    assertThat(bob.heard()).containsExactly("IncomingCallTimeout");
  }

  @Test
  void shouldBeFreeAgainWhenTheCallWasNeverCreated() {
    Device alice = exchange.device("alice", "a1");
    exchange.hold(m -> m.callId().equals("c1"));
    alice.sendInvite("c1", "bob");
    exchange.settle();
    exchange.lose();
    assertThat(alice.refusalOf(alice.sendInvite("c2", "bob"))).isEqualTo(ErrorCode.ALREADY_IN_CALL);

    exchange.pass(Duration.ofSeconds(15));

    alice.invite("c3", "bob");
  }
}
