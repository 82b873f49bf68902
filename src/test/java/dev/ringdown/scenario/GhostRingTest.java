package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.spi.RingPermission.Verdict;
import dev.ringdown.testkit.Aim;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A ring that nobody makes any longer: it stops on every device, or never begins. */
class GhostRingTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final Device phone = engine.connect("bob", "phone");
  private final Device tablet = engine.connect("bob", "tablet");

  private static Operation invite(String callId) {
    return new Operation.Invite(Invitation.voice("bob").withCallId(callId));
  }

  private static Operation cancel(String callId) {
    return new Operation.Cancel(callId, Set.of(), "");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("lost", Aim::drop),
        fault("100 ms late", aim -> aim.delay(Duration.ofMillis(100))),
        fault("900 ms late", aim -> aim.delay(Duration.ofMillis(900))));
  }

  private static Arguments fault(String name, Consumer<Aim> fault) {
    return Arguments.of(name, fault);
  }

  /** Whichever message of the call and its cancel is the one that fares badly. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void shouldStopWithinASecondOfTheCancel(String name, Consumer<Aim> fault) {
    Crossings crossings = new Crossings(engine.faults());
    for (boolean atOnce : new boolean[] {true, false}) {
      int messages = crossings.count(() -> callAndCancel("counted " + atOnce, atOnce));
      assertThat(messages).isGreaterThan(10);
      for (int i = 0; i < messages; i++) {
        String call = name + " " + i + " " + atOnce;
        crossings.fault(i, fault);
        callAndCancel(call, atOnce);
        assertSilent(call);
        engine.faults().stop();
        engine.passSeconds(70);
        assertSilent(call);
      }
    }
  }

  /** Until the cancel is answered, and for one second more; tried again if it failed. */
  private void callAndCancel(String call, boolean atOnce) {
    Device.Answer invited = alice.sends(invite(call));
    if (!atOnce) {
      engine.settle();
    }
    Result result = awaits(alice.sends(cancel(call)));
    for (int i = 0; i < 3 && isUnavailable(result); i++) {
      result = awaits(alice.sends(cancel(call)));
    }
    assertThat(isUnavailable(result)).as(call).isFalse();
    awaits(invited);
    engine.pass(SECOND);
  }

  private Result awaits(Device.Answer answer) {
    engine.settle();
    for (int i = 0; i < 60 && !answer.isThere(); i++) {
      engine.pass(Duration.ofMillis(100));
    }
    return answer.get();
  }

  private static boolean isUnavailable(Result result) {
    return result instanceof Result.Failed failed && failed.error().code() == ErrorCode.UNAVAILABLE;
  }

  private void assertSilent(String call) {
    assertThat(Screen.ringing(phone)).as("phone: " + call).isEmpty();
    assertThat(Screen.ringing(tablet)).as("tablet: " + call).isEmpty();
  }

  @Test
  void shouldCancelWhileTheApplicationThinksAboutThePermission() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    RingPermission slow =
        new RingPermission() {
          @Override
          public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
            return verdict;
          }
        };
    try (TestEngine thinking = TestEngine.start("", s -> s.withPermission(slow))) {
      Device caller = thinking.connect("alice");
      Device callee = thinking.connect("bob");
      caller.sends(invite("call"));
      Device.Answer cancelled = caller.sends(cancel("call"));
      thinking.passSeconds(1);
      verdict.complete(Verdict.RING);
      thinking.pass(SECOND);

      assertThat(cancelled.get()).isInstanceOf(Result.Cancelled.class);
      assertThat(Screen.ringing(callee)).isEmpty();
    }
  }

  @Test
  void shouldNotRingForACallerWhoLeavesBeforeHisCallIsThere() {
    alice.sends(invite("call"));
    alice.leaves();
    engine.pass(SECOND);
    assertSilent("call");
  }

  @Test
  void shouldTakeBackACallThatTheCallerWasToldHasFailed() {
    engine.faults().every(UserCommand.Answer.class).to("alice").drop();
    Device.Answer answer = alice.sends(invite("call"));
    engine.settle();
    assertThat(Screen.ringing(phone)).containsExactly("call");
    engine.passSeconds(5);
    assertThat(isUnavailable(answer.get())).isTrue();
    engine.faults().stop();
    engine.pass(SECOND);
    assertSilent("call");
  }

  // ---- Late rings

  @Test
  void shouldNeverRingAfterTheDeadline() {
    engine.faults().every(UserCommand.Announcement.class).to("bob").delay(Duration.ofSeconds(61));
    String call = alice.invites("bob");
    engine.passSeconds(200);
    assertMissed(call);
  }

  @Test
  void shouldNeverRingAfterTheDeadlineOnTheWayToTheDevice() {
    engine
        .faults()
        .every(SessionCommand.Deliver.class)
        .where(c -> c.to().startsWith("bob/"))
        .delay(Duration.ofSeconds(61));
    String call = alice.invites("bob");
    engine.passSeconds(200);
    assertMissed(call);
  }

  /** The process was down while it should have rung. */
  @Test
  void shouldNeverRingADeviceThatComesHoursLater() {
    phone.leaves();
    tablet.leaves();
    String call = alice.invites("bob");
    engine.restart();
    engine.pass(Duration.ofHours(3));
    phone.reconnects();
    tablet.reconnects();
    assertMissed(call);
  }

  private void assertMissed(String call) {
    for (Device device : List.of(phone, tablet)) {
      assertThat(Screen.count(call, SessionEvent.IncomingCallReceived.class, device)).isZero();
      assertThat(Screen.ringing(device)).isEmpty();
    }
    assertThat(phone.missedCalls()).extracting(MissedCall::callId).containsExactly(call);
  }

  /** Each device stops by itself, a second later at most. */
  @Test
  void shouldFallSilentThoughNobodySaysSo() {
    String call = alice.invites("bob");
    new Crossings(engine.faults()).dropAll();
    engine.passSeconds(61);
    assertSilent(call);
    engine.faults().stop();
    engine.passSeconds(60);
    for (Device device : List.of(phone, tablet)) {
      assertThat(Screen.count(call, SessionEvent.IncomingCallTimeout.class, device)).isEqualTo(1);
    }
  }

  @Test
  void shouldSayWhyALateRingWasMissed() {
    engine.faults().every(UserCommand.Announcement.class).to("bob").delay(Duration.ofSeconds(61));
    alice.invites("bob");
    engine.passSeconds(122);
    assertThat(phone.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.TIMED_OUT);
  }
}
