package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.BusyPolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.UnreachablePolicy;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import dev.ringdown.spi.PushNotifier;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application plugs in: do not disturb, and push. */
class HooksTest {
  private final Exchange exchange = new Exchange();
  private final List<String> pushes = new CopyOnWriteArrayList<>();
  private CompletionStage<Boolean> route = CompletableFuture.completedStage(true);

  private final PushNotifier pushing =
      new PushNotifier() {
        @Override
        public CompletionStage<Boolean> ring(String userId, IncomingCallReceived call) {
          pushes.add("ring " + userId + " " + call.callId() + " " + call.remaining().toSeconds());
          return route;
        }

        @Override
        public void withdraw(String userId, String callId) {
          pushes.add("withdraw " + userId + " " + callId);
        }
      };

  @AfterEach
  void stop() {
    exchange.stop();
  }

  // ---- Do not disturb

  @Test
  void shouldSayBusyForWhoMustNotBeDisturbed() {
    exchange.doNotDisturb = (user, call) -> CompletableFuture.completedStage(user.equals("bob"));
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    alice.invite("c1", "bob");

    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "CallEnded(BUSY)");
    assertThat(bob.heard()).isEmpty();
    assertThat(bob.missedCalls().calls().get(0).reason()).isEqualTo(MissedReason.DO_NOT_DISTURB);
  }

  @Test
  void shouldLetItRingOutForWhoMustNotBeDisturbedBySetting() {
    exchange.rules(BusyPolicy.REJECT, true, UnreachablePolicy.RING, false);
    exchange.doNotDisturb = (user, call) -> CompletableFuture.completedStage(user.equals("bob"));
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    alice.invite("c1", "bob");
    assertThat(alice.heard()).containsExactly("OutgoingCallSent");
    Device late = exchange.device("bob", "b2");
    assertThat(late.connected.calls()).isEmpty();
    exchange.pass(Duration.ofSeconds(60));

    assertThat(bob.heard()).isEmpty();
    assertThat(late.heard()).isEmpty();
    assertThat(bob.missedCalls().total()).isEqualTo(1);
    assertThat(alice.heard()).contains("OutgoingCallTimeout(bob)");
  }

  @Test
  void shouldRingWhenTheHookFails() {
    exchange.doNotDisturb = (user, call) -> CompletableFuture.failedStage(new Exception("no"));
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    alice.invite("c1", "bob");

    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldRingWhenTheHookThrows() {
    exchange.doNotDisturb =
        (user, call) -> {
          throw new IllegalStateException("no");
        };
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    alice.invite("c1", "bob");

    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldRingWhenTheHookDoesNotAnswerInTime() {
    CompletableFuture<Boolean> slow = new CompletableFuture<>();
    exchange.doNotDisturb = (user, call) -> slow;
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    alice.invite("c1", "bob", "carol");
    exchange.pass(Duration.ofMillis(2999));
    assertThat(bob.heard()).isEmpty();
    exchange.pass(Duration.ofMillis(1));

    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
    slow.complete(true);
    bob.accept("c1");
  }

  @Test
  void shouldRaiseAfterTheRingWhatHappenedWhileTheHookWasAsked() {
    CompletableFuture<Boolean> slow = new CompletableFuture<>();
    exchange.doNotDisturb =
        (user, call) -> user.equals("bob") ? slow : CompletableFuture.completedStage(false);
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    carol.perform(new Operation.Received("c1"));

    slow.complete(false);

    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)", "U(carol RINGING)");
  }

  // ---- Push

  @Test
  void shouldPushOnceWithTheRemainingLifeAndWithdrawOnceWhenAnswered() {
    exchange.pushNotifier = pushing;
    Device alice = exchange.device("alice", "a1");
    exchange.hold(m -> m.to().equals("bob"));
    alice.invite("c1", "bob");
    exchange.pass(Duration.ofMillis(500));
    exchange.release();
    exchange.pass(Duration.ofSeconds(20));
    assertThat(pushes).containsExactly("ring bob c1 59");

    Device bob = exchange.device("bob", "b1");
    bob.accept("c1");
    assertThat(pushes).containsExactly("ring bob c1 59", "withdraw bob c1");
    bob.perform(new Operation.End("c1"));
    assertThat(pushes).hasSize(2);
  }

  @Test
  void shouldWithdrawAPushWhenTheRingIsOver() {
    exchange.pushNotifier = pushing;
    Device alice = exchange.device("alice", "a1");
    alice.invite("c1", "bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    alice.invite("c2", "bob");
    exchange.pass(Duration.ofSeconds(61));

    assertThat(pushes)
        .containsExactly("ring bob c1 60", "withdraw bob c1", "ring bob c2 60", "withdraw bob c2");
  }

  @Test
  void shouldPushForEachRing() {
    exchange.pushNotifier = pushing;
    Device alice = exchange.device("alice", "a1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    carol.accept("c1");
    alice.perform(new Operation.Cancel("c1", Set.of("bob"), ""));
    alice.inviteMore("c1", "bob");

    assertThat(pushes).containsExactly("ring bob c1 60", "withdraw bob c1", "ring bob c1 60");
  }

  @Test
  void shouldNotPushToWhoIsThereButWhenHeLeaves() {
    exchange.pushNotifier = pushing;
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device second = exchange.device("bob", "b2");
    alice.invite("c1", "bob");
    bob.leave();
    assertThat(pushes).isEmpty();

    exchange.pass(Duration.ofSeconds(10));
    second.leave();

    assertThat(pushes).containsExactly("ring bob c1 50");
  }

  @Test
  void shouldFailFastWhenThereIsNoRoute() {
    exchange.rules(BusyPolicy.REJECT, true, UnreachablePolicy.FAIL_FAST, true);
    exchange.pushNotifier = pushing;
    route = CompletableFuture.completedStage(false);
    Device alice = exchange.device("alice", "a1");

    alice.invite("c1", "bob");

    assertThat(alice.heard())
        .containsExactly("OutgoingCallSent", "U(bob UNREACHABLE)", "CallEnded(NO_ANSWER)");
    assertThat(pushes).containsExactly("ring bob c1 60");
    assertThat(exchange.device("bob", "b1").missedCalls().calls().get(0).reason())
        .isEqualTo(MissedReason.UNREACHABLE);
  }

  @Test
  void shouldFailFastWithoutAnyNotifier() {
    exchange.rules(BusyPolicy.REJECT, true, UnreachablePolicy.FAIL_FAST, true);
    Device alice = exchange.device("alice", "a1");

    alice.invite("c1", "bob");

    assertThat(alice.heard()).contains("U(bob UNREACHABLE)");
  }

  @Test
  void shouldFailFastWhenTheNotifierDoesNotAnswer() {
    exchange.rules(BusyPolicy.REJECT, true, UnreachablePolicy.FAIL_FAST, true);
    exchange.pushNotifier = pushing;
    route = new CompletableFuture<>();
    Device alice = exchange.device("alice", "a1");
    alice.invite("c1", "bob");

    exchange.pass(Duration.ofSeconds(3));

    assertThat(alice.heard()).contains("U(bob UNREACHABLE)");
    assertThat(pushes).containsExactly("ring bob c1 60", "withdraw bob c1");
  }

  @Test
  void shouldNotFailFastWhenThereIsARouteOrASession() {
    exchange.rules(BusyPolicy.REJECT, true, UnreachablePolicy.FAIL_FAST, true);
    exchange.pushNotifier = pushing;
    Device alice = exchange.device("alice", "a1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    exchange.pass(Duration.ofSeconds(10));
    route = CompletableFuture.completedStage(false);
    carol.leave();
    exchange.pass(Duration.ofSeconds(5));

    assertThat(alice.call("c1").member("bob").orElseThrow().state())
        .isEqualTo(MemberState.NOT_YET_RECEIVED);
    assertThat(alice.call("c1").member("carol").orElseThrow().state())
        .isEqualTo(MemberState.NOT_YET_RECEIVED);
  }

  @Test
  void shouldNotFailFastBeforeTheSessionsOfALostActorAreBack() {
    exchange.rules(BusyPolicy.REJECT, true, UnreachablePolicy.FAIL_FAST, true);
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.perform(new Operation.Received("c1"));
    bob.heard();
    exchange.killUser("bob");
    exchange.pass(Duration.ofSeconds(15));

    bob.registerAnew();

    assertThat(bob.heard()).isEmpty();
    bob.accept("c1");
  }
}
