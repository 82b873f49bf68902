package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.RingdownSetup;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A user who does not want to hear of a ring. */
class DoNotDisturbTest implements DoNotDisturb {
  private final List<String> asked = new ArrayList<>();
  private CompletionStage<Boolean> bobsAnswer = CompletableFuture.completedStage(true);

  @AutoClose private final TestEngine engine = TestEngine.start("", this::plug);
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  private RingdownSetup plug(RingdownSetup setup) {
    return setup.withDoNotDisturb(this);
  }

  @Override
  public CompletionStage<Boolean> isOn(String userId, IncomingCallReceived call) {
    asked.add(userId + " for " + call.caller().id());
    return userId.equals("bob") ? bobsAnswer : CompletableFuture.completedStage(false);
  }

  @Test
  void shouldAnswerBusy() {
    alice.invites("bob");

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "CallEnded(BUSY)");
    assertThat(bob.heard()).containsExactly("Connected");
    assertThat(asked).containsExactly("bob for alice");
    assertThat(bob.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.DO_NOT_DISTURB);
  }

  @Test
  void shouldRingOut() {
    try (TestEngine other =
        TestEngine.start("ringdown.do-not-disturb-answer = ring-out", this::plug)) {
      Device caller = other.connect("alice");
      Device callee = other.connect("bob");
      caller.invites("bob");
      other.passSeconds(30);
      Device tablet = other.connect("bob", "tablet");
      other.passSeconds(30);

      assertThat(caller.heard())
          .containsExactly(
              "Connected",
              "OutgoingCallSent",
              "U(bob NOT_YET_RECEIVED)",
              "OutgoingCallTimeout(bob)",
              "U(bob TIMED_OUT)",
              "CallEnded(NO_ANSWER)");
      assertThat(callee.heard()).containsExactly("Connected");
      assertThat(tablet.heard()).containsExactly("Connected");
      assertThat(callee.missedCalls()).hasSize(1);
    }
  }

  @Test
  void shouldRingWhoeverMayBeDisturbed() {
    bobsAnswer = CompletableFuture.completedStage(false);
    alice.invites("bob");

    assertThat(bob.heard()).endsWith("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldRingWhenTheHookFails() {
    bobsAnswer = CompletableFuture.failedStage(new IllegalStateException("no database"));
    alice.invites("bob");

    assertThat(bob.heard()).endsWith("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldRingWhenTheHookDoesNotAnswer() {
    CompletableFuture<Boolean> never = new CompletableFuture<>();
    bobsAnswer = never;
    alice.invites("bob");
    assertThat(bob.heard()).containsExactly("Connected");
    engine.passSeconds(3);

    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)", "U(bob RINGING)");
    never.complete(true);
    engine.settle();
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldRingLateWhenTheHookAnswersLate() {
    CompletableFuture<Boolean> slow = new CompletableFuture<>();
    bobsAnswer = slow;
    alice.invites("bob");
    engine.passSeconds(2);
    slow.complete(false);
    engine.settle();

    assertThat(bob.theOnly(IncomingCallReceived.class).remaining()).hasSeconds(58);
  }

  @Test
  void shouldNotRingWhatWasCancelledWhileTheHookThinks() {
    CompletableFuture<Boolean> slow = new CompletableFuture<>();
    bobsAnswer = slow;
    String call = alice.invites("bob");
    alice.cancels(call);
    slow.complete(false);
    engine.settle();

    assertThat(bob.heard()).containsExactly("Connected");
    assertThat(bob.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.CANCELLED);
  }

  @Test
  void shouldNotAskAboutWhoIsBusyAnyway() {
    bob.invites("dave");
    asked.clear();
    alice.invites("bob");

    assertThat(asked).isEmpty();
    assertThat(bob.missedCalls()).extracting(MissedCall::reason).containsExactly(MissedReason.BUSY);
  }
}
