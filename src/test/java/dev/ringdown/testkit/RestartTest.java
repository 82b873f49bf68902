package dev.ringdown.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A killed process, a lost actor, a lost session: what is gone, and what stays. */
class RestartTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final Device bob = engine.connect("bob", "phone");

  @Test
  void shouldKeepJournalAndClock() {
    String call = alice.invites("bob");
    engine.passSeconds(20);
    Instant before = engine.now();
    List<String> history = engine.history(call);
    engine.restart();

    assertThat(engine.now()).isEqualTo(before);
    assertThat(engine.history(call)).isEqualTo(history).hasSize(1);
  }

  @Test
  void shouldGoOnWithARingingCall() {
    String call = alice.invites("bob");
    engine.passSeconds(20);
    engine.restart();
    alice.reconnects();
    bob.forgets();
    bob.reconnects();
    assertThat(bob.heard()).startsWith("Connected", "IncomingCallReceived(alice)");
    bob.accepts(call);

    assertThat(alice.heard()).endsWith("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(engine.history(call)).hasSize(2);
  }

  @Test
  void shouldWakeWhatIsOpenAndNothingElse() {
    String over = alice.invites("bob");
    bob.declines(over);
    String open = alice.invites("bob");
    engine.restart();
    engine.passSeconds(60);

    assertThat(engine.history(open)).anyMatch(line -> line.contains("Ended: CALLER_LOST"));
    assertThatThrownBy(() -> engine.loseCall(over)).hasMessageContaining("a running actor");
  }

  @Test
  void shouldSayNoGoodbye() {
    bob.accepts(alice.invites("bob"));
    bob.forgets();
    engine.restart();
    bob.expectsNothing();
    engine.passSeconds(600);
    bob.expectsNothing();
  }

  @Test
  void shouldLoseWhatIsNotWorkedOff() {
    Device.Answer answer = alice.sends(new Operation.Invite(invitation("held")));
    engine.restart();

    assertThat(answer.isThere()).isFalse();
    assertThat(engine.history("held")).isEmpty();
  }

  private static Invitation invitation(String callId) {
    return Invitation.voice("bob").withCallId(callId);
  }

  @Test
  void shouldLetNobodyUseADeadSession() {
    engine.restart();
    assertThatThrownBy(() -> alice.invites("bob"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("alice/phone is not connected, since the process was killed");
    alice.reconnects().expects("Connected", "Connected");
    alice.invites("bob");
  }

  @Test
  void shouldKeepMissedCallsAndTheirSnapshots() {
    for (int i = 1; i <= 101; i++) {
      alice.cancels(alice.invites("bob"));
      bob.does(new Operation.MissedCallsSeen(i));
    }
    assertThat(engine.journal().persistedInStorage("user:bob").size()).isEqualTo(22);
    engine.restart();

    assertThat(bob.reconnects().missedCalls())
        .hasSize(100)
        .first()
        .returns(101L, MissedCall::number);
  }

  @Test
  void shouldCarryTheNumbersOfDeletedEvents() {
    alice.cancels(alice.invites("bob"));
    alice.cancels(alice.invites("bob"));
    engine.journal().clearByIdPreservingSeqNumbers("user:bob");
    engine.restart();

    assertThat(StoredJournal.of(engine.system()).highest("user:bob")).isEqualTo(2);
  }

  @Test
  void shouldRestartAgainAndAgain() {
    String call = alice.invites("bob");
    for (int i = 0; i < 5; i++) {
      engine.restart();
      alice.reconnects();
      bob.reconnects();
      engine.passSeconds(1);
    }
    bob.accepts(call);
    assertThat(engine.history(call)).hasSize(2);
  }

  @Test
  void shouldLoseOnlyTheCall() {
    String call = alice.invites("bob");
    bob.accepts(call);
    alice.forgets();
    bob.forgets();
    engine.loseCall(call);
    alice.expectsNothing();
    bob.expectsNothing();
    bob.quits(call);

    assertThat(alice.heard()).contains("U(bob QUIT)");
  }

  @Test
  void shouldNotWakeALostCallByItself() {
    String call = alice.invites("bob");
    alice.leaves();
    bob.vanishes();
    engine.loseUser("alice");
    engine.loseUser("bob");
    engine.loseCall(call);
    engine.passSeconds(200);
    assertThat(engine.history(call)).hasSize(1);
    engine.wakeOpenCalls();
    assertThat(engine.history(call)).anyMatch(line -> line.contains("Ended"));
  }

  @Test
  void shouldLoseOnlyTheUser() {
    String call = alice.invites("bob");
    bob.forgets();
    engine.loseUser("bob");
    bob.expectsNothing();
    engine.passSeconds(1);
    bob.accepts(call);
    bob.expects("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
  }

  @Test
  void shouldLoseASessionWithoutAWord() {
    String call = alice.invites("bob");
    bob.accepts(call);
    bob.forgets();
    bob.vanishes();
    assertThat(bob.allEvents()).noneMatch(SessionEvent.Closed.class::isInstance);
    engine.passSeconds(46);
    assertThat(engine.history(call)).last().asString().contains("Ended");
    assertThatThrownBy(bob::leaves).hasMessageContaining("its session vanished");
  }

  @Test
  void shouldKeepFaultsAcrossARestart() {
    Aim aim = engine.faults().every(CallCommand.Ask.class).drop();
    engine.restart();
    alice.reconnects();
    alice.sends(new Operation.Invite(invitation("lost")));
    engine.settle();
    assertThat(aim.met()).isEqualTo(1);
    assertThat(engine.history("lost")).isEmpty();
  }
}
