package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.BusyPolicy;
import dev.ringdown.CallMode;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.UnreachablePolicy;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.RingRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two who call each other. The call with the lower id, c1, survives, whoever was first. */
class GlareTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @ParameterizedTest
  @CsvSource({"c1, c2", "c2, c1"})
  void shouldMergeOneCallAfterTheOther(String first, String second) {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    alice.invite(first, "bob");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
    bob.invite(second, "alice");

    assertMerged(alice, bob);
  }

  @Test
  void shouldMergeCallsOfTheSameInstant() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");

    exchange.hold(m -> m.command() instanceof CallCommand);
    String fromAlice = alice.sendInvite("c1", "bob");
    String fromBob = bob.sendInvite("c2", "alice");
    exchange.settle();
    exchange.release();

    assertThat(alice.answerTo(fromAlice)).isInstanceOf(Result.Invited.class);
    assertThat(bob.answerTo(fromBob)).isInstanceOf(Result.Invited.class);
    assertThat(alice.heard())
        .containsExactly("OutgoingCallSent", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(bob.heard())
        .containsExactly(
            "OutgoingCallSent",
            "CallMerged(c2 into c1)",
            "OutgoingCallAccepted(alice)",
            "U(bob ACCEPTED)",
            "U(alice MERGED)",
            "CallEnded(MERGED)");
    assertMerged(alice, bob);
  }

  private void assertMerged(Device alice, Device bob) {
    exchange.pass(Duration.ofSeconds(5));
    assertThat(alice.activeCalls()).containsExactly("c1");
    assertThat(bob.activeCalls()).containsExactly("c1");
    assertThat(alice.call("c2").endReason()).contains(EndReason.MERGED);
    assertThat(alice.missedCalls().total()).isZero();
    assertThat(bob.missedCalls().total()).isZero();
    assertThat(alice.heard()).doesNotContain("OutgoingCallRejectedCauseBusy(bob)");
    assertThat(bob.heard()).doesNotContain("OutgoingCallRejectedCauseBusy(alice)");
    assertThat(bob.refusalOf(new Operation.Quit("c2"))).isEqualTo(ErrorCode.CALL_MERGED);
  }

  @ParameterizedTest
  @CsvSource({"c1, c2", "c2, c1"})
  void shouldEndMergedThoughTheWordOfItIsLostForLong(String first, String second) {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.isRequest(CallRequest.MergedInto.class));
    alice.invite(first, "bob");
    bob.invite(second, "alice");
    exchange.pass(Duration.ofSeconds(10));
    exchange.lose();

    exchange.pass(Duration.ofSeconds(1));

    assertMerged(alice, bob);
  }

  @Test
  void shouldEndMergedThoughTheActorOfItsCallerIsLost() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.isRequest(CallRequest.MergedInto.class));
    alice.invite("c1", "bob");
    bob.invite("c2", "alice");
    bob.heard();
    exchange.killUser("bob");
    exchange.lose();

    exchange.pass(Duration.ofSeconds(2));

    bob.registerAnew();
    assertMerged(alice, bob);
  }

  @Test
  void shouldAskAgainToBeTakenInWhenTheQuestionIsLost() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(
        m ->
            m.command() instanceof CallCommand.Ask ask
                && ask.request() instanceof CallRequest.Merge);
    alice.invite("c1", "bob");
    bob.invite("c2", "alice");
    exchange.lose();

    exchange.pass(Duration.ofSeconds(1));

    assertMerged(alice, bob);
  }

  @Test
  void shouldMergeIntoARingThatMustNotDisturb() {
    exchange.rules(BusyPolicy.REJECT, true, UnreachablePolicy.RING, false);
    exchange.doNotDisturb = (user, call) -> CompletableFuture.completedStage(user.equals("bob"));
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    assertThat(bob.heard()).isEmpty();

    bob.invite("c2", "alice");

    assertMerged(alice, bob);
  }

  @Test
  void shouldAnswerAnAcceptOfTheCallThatGoesAway() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    bob.invite("c2", "alice");
    exchange.hold(m -> m.callId().equals("c1") && m.to().equals("bob"));
    alice.invite("c1", "bob");

    Result refused = alice.ask(new Operation.Accept("c2", ""));
    exchange.release();

    assertThat(((Result.Failed) refused).error().intoCallId()).contains("c1");
    assertMerged(alice, bob);
  }

  @Test
  void shouldEndMergedWhenTheOtherWasAcceptedByHand() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    exchange.hold(m -> m.callId().equals("c2") && m.to().equals("bob"));
    bob.sendInvite("c2", "alice");
    exchange.settle();
    bob.accept("c1");
    exchange.release();

    exchange.pass(Duration.ofSeconds(2));

    assertMerged(alice, bob);
  }

  @Test
  void shouldRingWhenTheCallThatWouldHaveSurvivedIsCancelled() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.callId().equals("c1") && m.to().equals("bob"));
    alice.invite("c1", "bob");
    bob.invite("c2", "alice");
    assertThat(alice.heard()).containsExactly("OutgoingCallSent");

    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    exchange.release();

    assertThat(alice.heard()).last().isEqualTo("IncomingCallReceived(bob)");
    alice.accept("c2");
    assertThat(bob.heard()).last().isEqualTo("U(alice ACCEPTED)");
  }

  @Test
  void shouldRingWhenTheOwnCallCannotBeCreated() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.failNextWriteOfCall("c1");
    exchange.hold(m -> m.to().equals("c1"));
    String request = alice.sendInvite("c1", "bob");
    bob.invite("c2", "alice");
    assertThat(alice.heard()).isEmpty();

    exchange.release();

    assertThat(alice.refusalOf(request)).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(alice.heard()).containsExactly("IncomingCallReceived(bob)");
  }

  @Test
  void shouldBothBeBusyWhenTheyMayNotMerge() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.command() instanceof UserCommand);
    alice.send(Device.draft("c1", CallMode.ADVANCED, GlarePolicy.REJECT, "bob"));
    bob.send(Device.draft("c2", CallMode.ADVANCED, GlarePolicy.REJECT, "alice"));
    exchange.settle();
    exchange.hold(m -> m.command() instanceof CallCommand);
    exchange.deliver();
    exchange.settle();
    exchange.release();

    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "CallEnded(BUSY)");
    assertThat(bob.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(alice)",
            "U(alice BUSY)",
            "CallEnded(BUSY)");
    assertThat(alice.missedCalls().total()).isEqualTo(1);
    assertThat(bob.missedCalls().total()).isEqualTo(1);
  }

  @Test
  void shouldRefuseACallToWhoRingsWhenTheyMayNotMerge() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.answerTo(alice.send(Device.draft("c1", CallMode.ADVANCED, GlarePolicy.REJECT, "bob")));

    assertThat(bob.refusalOf(bob.sendInvite("c2", "alice"))).isEqualTo(ErrorCode.ALREADY_IN_CALL);
  }

  @Test
  void shouldNotWaitForACallThatRingsNobody() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    RingRequest silent = new RingRequest(CallUser.of("bob"), Duration.ofSeconds(60), true);
    alice.answerTo(
        alice.send(Device.draft("c1", CallMode.ADVANCED, GlarePolicy.MERGE, List.of(silent))));

    bob.invite("c2", "alice");

    assertThat(bob.heard()).last().isEqualTo("CallEnded(BUSY)");
    assertThat(alice.activeCalls()).containsExactly("c1");
  }
}
