package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees is true: ringing only where it rings, and connecting is no answer. */
class RingingShownTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @Test
  void shouldNotShowRingingBeforeADeviceAcknowledged() {
    engine.faults().every(SessionCommand.Deliver.class).to("bob/bob-device").drop();
    alice.forgets();
    String call = alice.invites("bob");
    engine.pass(Duration.ofMillis(4999));
    alice.expects("OutgoingCallSent");
    engine.pass(Duration.ofMillis(1));
    alice.expects("U(bob NOT_YET_RECEIVED)");
    engine.faults().stop();
    engine.passSeconds(10);

    alice.expects("U(bob RINGING)");
    assertThat(Screen.ringing(bob)).containsExactly(call);
  }

  @Test
  void shouldNotShowRingingWhenTheAcknowledgementIsLost() {
    engine.faults().every(CallCommand.Rings.class).drop();
    alice.invites("bob");
    engine.passSeconds(5);
    assertThat(alice.heard()).endsWith("U(bob NOT_YET_RECEIVED)");
    engine.faults().stop();
    engine.passSeconds(30);
    assertThat(alice.heard()).containsExactly("U(bob RINGING)");
  }

  @Test
  void shouldNotShowRingingForWhoIsNotThere() {
    bob.leaves();
    alice.invites("bob");
    engine.passSeconds(30);
    assertThat(alice.heard()).doesNotContain("U(bob RINGING)").contains("U(bob NOT_YET_RECEIVED)");
    bob.reconnects();
    assertThat(alice.heard()).containsExactly("U(bob RINGING)");
  }

  // ---- A caller who is gone

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9})
  void shouldRingOnForACallerWhoComesBack(int seconds) {
    String call = alice.invites("bob");
    alice.vanishes();
    engine.passSeconds(seconds);
    alice.reconnects();
    engine.passSeconds(20);
    assertThat(Screen.ringing(bob)).containsExactly(call);
    bob.accepts(call);
    assertThat(alice.heard()).contains("OutgoingCallAccepted(bob)");
  }

  @Test
  void shouldStopForACallerWhoDoesNot() {
    String call = alice.invites("bob");
    alice.vanishes();
    engine.pass(Duration.ofMillis(9999));
    assertThat(Screen.ringing(bob)).containsExactly(call);
    engine.pass(Duration.ofMillis(1));
    assertThat(bob.heard()).endsWith("IncomingCallCanceled(CALLER_LOST)");
    alice.reconnects();
    assertThat(state(call)).isEqualTo(MemberState.CANCELLED);
  }

  // ---- Opening the app

  @Test
  void shouldNotAnswerByConnecting() {
    String call = alice.invites("bob");
    alice.forgets();
    for (int i = 0; i < 10; i++) {
      engine.connect("bob", i % 2 == 0 ? "bob-device" : "device" + i);
      engine.passSeconds(1);
    }
    engine.loseUser("bob");
    engine.passSeconds(2);

    assertThat(state(call)).isEqualTo(MemberState.RINGING);
    assertThat(alice.heard()).isSubsetOf("U(bob RINGING)");
    assertThat(engine.history(call)).hasSize(1);
  }

  @Test
  void shouldNotAnswerByConnectingAfterARestart() {
    String call = alice.invites("bob");
    engine.restart();
    bob.reconnects();
    bob.reconnects();
    alice.reconnects();
    assertThat(state(call)).isEqualTo(MemberState.RINGING);
    assertThat(engine.history(call)).hasSize(1);
  }

  // ---- An answer on a slow line

  @Test
  void shouldCountAnAnswerThatIsLateByLessThanTheGrace() {
    try (TestEngine patient = TestEngine.start("ringdown.answer-grace = 3s")) {
      Device caller = patient.connect("alice");
      Device callee = patient.connect("bob");
      String call = caller.invites("bob");
      patient.passSeconds(59);
      patient.faults().next(1, CallCommand.Ask.class).from("bob").delay(Duration.ofSeconds(3));
      Device.Answer answer = callee.sends(new Operation.Accept(call, ""));
      patient.passSeconds(4);
      assertThat(answer.get()).isInstanceOf(Result.Joined.class);
      assertThat(caller.heard())
          .contains("OutgoingCallAccepted(bob)")
          .doesNotContain("U(bob TIMED_OUT)");
      assertThat(callee.missedCalls()).isEmpty();
    }
  }

  @Test
  void shouldSealAnAnswerThatIsLaterThanThat() {
    String call = alice.invites("bob");
    engine.passSeconds(59);
    engine.faults().next(1, CallCommand.Ask.class).from("bob").delay(Duration.ofMillis(1001));
    Device.Answer answer = bob.sends(new Operation.Accept(call, ""));
    engine.passSeconds(3);

    var error = ((Result.Failed) answer.get()).error();
    assertThat(error.outcome()).contains(Outcome.TIMED_OUT);
    assertThat(error.decidedAt()).contains(engine.now().minusSeconds(2));
    assertThat(Screen.count(call, SessionEvent.IncomingCallAcceptButtonPressed.class, bob))
        .isZero();
  }

  // ---- The same with a call that crosses

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void shouldMergeCallsThatCrossWhateverIsSlow(int which) {
    List<Class<?>> slow =
        List.of(UserCommand.Announcement.class, CallCommand.Ask.class, UserCommand.Answer.class);
    String whose = which % 2 == 0 ? "alice" : "bob";
    Class<?> type = slow.get(which / 2);
    if (type == CallCommand.Ask.class) {
      engine.faults().next(1, type).from(whose).delay(Duration.ofMillis(400));
    } else {
      engine.faults().next(1, type).to(whose).delay(Duration.ofMillis(400));
    }
    alice.sends(new Operation.Invite(Invitation.voice("bob").withCallId("1")));
    bob.sends(new Operation.Invite(Invitation.voice("alice").withCallId("2")));
    engine.passSeconds(5);

    for (Device device : List.of(alice, bob)) {
      List<CallSnapshot> active =
          ((Result.ActiveCalls) device.does(new Operation.ActiveCalls())).calls();
      assertThat(active).extracting(CallSnapshot::callId).containsExactly("1");
      assertThat(active.get(0).members()).allMatch(m -> m.state() == MemberState.ACCEPTED);
      assertThat(Screen.ringing(device)).isEmpty();
      assertThat(device.missedCalls()).isEmpty();
    }
  }

  private MemberState state(String call) {
    Result.Snapshot snapshot = (Result.Snapshot) alice.does(new Operation.GetCall(call));
    return snapshot.call().member("bob").orElseThrow().state();
  }
}
