package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.BusyPolicy;
import dev.ringdown.ErrorCode;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.UnreachablePolicy;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users' actors between real calls and probed sessions: the flows. */
class UserTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldRingAcceptAndEnd() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    alice.invite("c1", "bob");
    assertThat(alice.heard()).containsExactly("OutgoingCallSent");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");

    bob.perform(new Operation.Received("c1"));
    assertThat(alice.heard()).containsExactly("U(bob RINGING)");
    assertThat(bob.heard()).containsExactly("U(bob RINGING)");

    bob.accept("c1");
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(bob.heard()).containsExactly("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");

    bob.perform(new Operation.Quit("c1"));
    assertThat(alice.heard()).containsExactly("U(bob QUIT)", "CallEnded(EVERYBODY_LEFT)");
    assertThat(bob.heard()).containsExactly("U(bob QUIT)");
  }

  @Test
  void shouldRefuseASecondCallOfAnEngagedUser() {
    Device alice = exchange.device("alice", "a1");
    exchange.device("bob", "b1");
    alice.invite("c1", "bob");

    assertThat(alice.refusalOf(alice.sendInvite("c2", "carol")))
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
  }

  @Test
  void shouldLetWhoMayHaveManyCallsCallAgain() {
    exchange.rules(BusyPolicy.REJECT, false, UnreachablePolicy.RING, true);
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");

    alice.invite("c1", "bob");
    alice.invite("c2", "carol");

    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
    assertThat(carol.heard()).containsExactly("IncomingCallReceived(alice)");
    assertThat(alice.activeCalls()).containsExactly("c1", "c2");
  }

  @Test
  void shouldAnswerARepeatedInviteAlthoughItsCallEngages() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    alice.invite("c1", "bob");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");

    bob.perform(new Operation.Decline("c1", ""));
    alice.invite("c2", "bob");
    alice.invite("c1", "bob");
    assertThat(alice.activeCalls()).containsExactly("c2");
  }

  @Test
  void shouldRingAtALateCalleeWithTheRemainingTime() {
    Device alice = exchange.device("alice", "a1");
    alice.invite("c1", "bob");
    exchange.pass(Duration.ofSeconds(20));

    Device bob = exchange.device("bob", "b1");

    assertThat(bob.connected.calls()).hasSize(1);
    assertThat(bob.events())
        .singleElement()
        .isInstanceOfSatisfying(
            IncomingCallReceived.class,
            ring -> assertThat(ring.remaining()).isEqualTo(Duration.ofSeconds(40)));
  }

  @Test
  void shouldTellALateCalleeOfHisMissedCallInstead() {
    Device alice = exchange.device("alice", "a1");
    alice.invite("c1", "bob");
    exchange.pass(Duration.ofSeconds(60));
    assertThat(alice.heard()).contains("OutgoingCallTimeout(bob)", "CallEnded(NO_ANSWER)");

    Device bob = exchange.device("bob", "b1");

    assertThat(bob.connected.calls()).isEmpty();
    assertThat(bob.connected.unreadMissedCalls()).isEqualTo(1);
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldNeverShowARingThatArrivesAfterItsDeadline() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.to().equals("bob"));
    alice.invite("c1", "bob");
    exchange.pass(Duration.ofSeconds(60));

    exchange.release();

    assertThat(bob.heard()).isEmpty();
    assertThat(bob.missedCalls().total()).isEqualTo(1);
  }

  @Test
  void shouldCancelOnEveryDevice() {
    Device alice = exchange.device("alice", "a1");
    Device first = exchange.device("bob", "b1");
    Device second = exchange.device("bob", "b2");
    alice.invite("c1", "bob");

    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    assertThat(first.heard())
        .containsExactly("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
    assertThat(second.heard())
        .containsExactly("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallCancelButtonPressed",
            "U(bob CANCELLED)",
            "CallEnded(CANCELLED)");
  }

  @Test
  void shouldLoseACallerWhoseSessionIsGone() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");

    alice.die();
    exchange.pass(Duration.ofSeconds(10));

    assertThat(bob.heard()).contains("IncomingCallCanceled(CALLER_LOST)");
  }

  @Test
  void shouldKeepACallerWhoComesBackThoughTheWordOfItIsLost() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.accept("c1");
    alice.leave();
    exchange.pass(Duration.ofSeconds(14));

    exchange.hold(m -> m.command() instanceof CallCommand.Back);
    exchange.device("alice", "a1");
    exchange.lose();
    exchange.pass(Duration.ofSeconds(60));

    assertThat(bob.call("c1").member("alice").orElseThrow().state())
        .isEqualTo(MemberState.ACCEPTED);
  }

  @Test
  void shouldRingAnewAfterADecline() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    carol.accept("c1");
    bob.perform(new Operation.Decline("c1", ""));
    assertThat(bob.heard()).last().isEqualTo("IncomingCallDeclineButtonPressed");

    alice.inviteMore("c1", "bob");

    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
    bob.accept("c1");
    assertThat(bob.heard()).containsExactly("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
    assertThat(bob.missedCalls().total()).isZero();
  }

  @Test
  void shouldNotHearAgainOfAnEarlierStayWhenInvitedAnew() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    carol.accept("c1");
    bob.accept("c1");
    bob.perform(new Operation.Quit("c1"));
    bob.leave();
    exchange.killUser("bob");

    Device again = exchange.device("bob", "b1");
    alice.inviteMore("c1", "bob");

    assertThat(again.heard()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldFindNoOldEventsWhenItConnectsAfterBeingInvitedAnew() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    carol.accept("c1");
    bob.accept("c1");
    bob.perform(new Operation.Quit("c1"));
    bob.leave();
    exchange.killUser("bob");

    alice.inviteMore("c1", "bob");

    assertThat(exchange.device("bob", "b1").heard()).containsExactly("IncomingCallReceived(alice)");
  }
}
