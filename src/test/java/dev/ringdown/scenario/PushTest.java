package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.RingdownSetup;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Users without a session: reached by a push, or not at all. */
class PushTest implements PushNotifier {
  private final List<String> pushed = new ArrayList<>();
  private CompletionStage<Boolean> route = CompletableFuture.completedStage(true);

  @AutoClose private TestEngine engine = TestEngine.start("", this::plug);
  private Device alice = engine.connect("alice");

  private RingdownSetup plug(RingdownSetup setup) {
    return setup.withPushNotifier(this);
  }

  private void restart(String settings) {
    engine.close();
    engine = TestEngine.start(settings, this::plug);
    alice = engine.connect("alice");
  }

  @Override
  public CompletionStage<Boolean> ring(String userId, IncomingCallReceived call) {
    pushed.add("ring " + userId + " for " + call.remaining().toSeconds());
    return route;
  }

  @Override
  public void withdraw(String userId, String callId) {
    pushed.add("withdraw from " + userId);
  }

  @Test
  void shouldPushOnceAndTakeItBackOnce() {
    alice.invites("bob");
    engine.passSeconds(59);
    assertThat(pushed).containsExactly("ring bob for 60");
    engine.passSeconds(120);

    assertThat(pushed).containsExactly("ring bob for 60", "withdraw from bob");
  }

  @Test
  void shouldNotPushToWhoIsConnected() {
    engine.connect("bob");
    alice.invites("bob");
    engine.passSeconds(60);

    assertThat(pushed).isEmpty();
  }

  @Test
  void shouldTakeItBackFromADeviceThatAnswered() {
    String call = alice.invites("bob");
    engine.passSeconds(4);
    Device bob = engine.connect("bob");
    assertThat(bob.theOnly(IncomingCallReceived.class).remaining()).hasSeconds(56);
    bob.accepts(call);

    assertThat(pushed).containsExactly("ring bob for 60", "withdraw from bob");
    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)");
  }

  @Test
  void shouldTakeItBackWhenTheCallerCancels() {
    alice.cancels(alice.invites("bob"));

    assertThat(pushed).containsExactly("ring bob for 60", "withdraw from bob");
  }

  @Test
  void shouldPushEachRing() {
    String call = alice.invites("bob", "carol");
    engine.connect("carol").accepts(call);
    alice.cancels(call, "bob");
    pushed.clear();
    engine.passSeconds(10);
    alice.invitesMore(call, "bob");

    assertThat(pushed).containsExactly("ring bob for 60");
  }

  @Test
  void shouldRingOutForWhoCannotBeReached() {
    route = CompletableFuture.completedStage(false);
    alice.invites("bob");
    engine.passSeconds(60);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob NOT_YET_RECEIVED)",
            "OutgoingCallTimeout(bob)",
            "U(bob TIMED_OUT)",
            "CallEnded(NO_ANSWER)");
  }

  @Test
  void shouldFailFastForWhoCannotBeReached() {
    restart("ringdown.unreachable-policy = fail-fast");
    route = CompletableFuture.completedStage(false);
    alice.invites("bob");

    assertThat(alice.heard())
        .containsExactly(
            "Connected", "OutgoingCallSent", "U(bob UNREACHABLE)", "CallEnded(NO_ANSWER)");
    Device bob = engine.connect("bob");
    assertThat(bob.heard()).containsExactly("Connected");
    assertThat(bob.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.UNREACHABLE);
  }

  @Test
  void shouldFailFastWithoutAnyPush() {
    try (TestEngine plain = TestEngine.start("ringdown.unreachable-policy = fail-fast")) {
      Device caller = plain.connect("alice");
      caller.invites("bob");

      assertThat(caller.heard()).endsWith("U(bob UNREACHABLE)", "CallEnded(NO_ANSWER)");
    }
  }

  @Test
  void shouldNotFailFastForWhoIsPushed() {
    restart("ringdown.unreachable-policy = fail-fast");
    String call = alice.invites("bob");
    engine.passSeconds(20);
    engine.connect("bob").accepts(call);

    assertThat(alice.heard()).endsWith("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldTakeAFailedPushForNoRoute() {
    restart("ringdown.unreachable-policy = fail-fast");
    route = CompletableFuture.failedStage(new IllegalStateException("no service"));
    alice.invites("bob");

    assertThat(alice.heard()).endsWith("U(bob UNREACHABLE)", "CallEnded(NO_ANSWER)");
  }

  @Test
  void shouldTakeASlowPushForNoRoute() {
    restart("ringdown.unreachable-policy = fail-fast");
    route = new CompletableFuture<>();
    alice.invites("bob");
    assertThat(alice.heard()).containsExactly("Connected", "OutgoingCallSent");
    engine.passSeconds(3);

    assertThat(alice.heard()).containsExactly("U(bob UNREACHABLE)", "CallEnded(NO_ANSWER)");
  }
}
