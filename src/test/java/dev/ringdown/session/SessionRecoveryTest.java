package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.persistence.testkit.WriteEvents;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCalls;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions outlive the actors behind them, and hear everything once. */
class SessionRecoveryTest {
  private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void shouldHearEverythingOnceWhenTheUserIsLostOverAMissedCall() {
    String call = alice.invites("bob");
    bob.heard();
    engine.journal().failNextPersisted("user:bob");
    alice.cancels(call);
    engine.passSeconds(3);

    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    MissedCalls missed =
        ((Result.Missed) bob.does(new Operation.ListMissedCalls(0, 10))).missedCalls();
    assertThat(missed.total()).isEqualTo(1);
    alice.invites("bob");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldStayInItsCallWhenTheUserIsLost() {
    engine.connect("carol").invites("bob");
    bob.declines(bobsRing());
    String missed = alice.invites("bob");
    alice.cancels(missed);
    String call = alice.invites("bob");
    bob.accepts(call);
    bob.heard();
    alice.heard();
    engine.journal().failNextPersisted("user:bob");
    Device.Answer seen = bob.sends(new Operation.MissedCallsSeen(1));
    engine.passSeconds(100);

    assertThat(seen.get()).isEqualTo(new Result.Done());
    assertThat(bob.heard()).isEmpty();
    assertThat(alice.heard()).isEmpty();
    alice.ends(call);
    assertThat(bob.heard()).containsExactly("U(alice ENDED)", "CallEnded(ENDED)");
  }

  private String bobsRing() {
    return bob.allEvents().stream()
        .filter(SessionEvent.IncomingCallReceived.class::isInstance)
        .map(e -> ((SessionEvent.IncomingCallReceived) e).callId())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldConnectWhenTheJournalIsBack() {
    engine.journal().failNextNReads("user:dora", 3);
    Device dora = engine.connect("dora");
    Device.Answer active = dora.sends(new Operation.ActiveCalls());
    assertThat(dora.heard()).isEmpty();
    for (int second = 0; second < 8; second++) {
      engine.passSeconds(1);
    }

    assertThat(dora.heard()).containsExactly("Connected");
    assertThat(active.isThere()).isTrue();
    alice.invites("dora");
    assertThat(dora.heard()).containsExactly("IncomingCallReceived(alice)", "U(dora RINGING)");
  }

  @Test
  void shouldFailInTimeWhileTheJournalIsAway() {
    engine.journal().failNextNReads("user:dora", 1000);
    Device dora = engine.connect("dora");
    Device.Answer invite = dora.sends(new Operation.Invite(Invitation.voice("bob")));
    engine.passSeconds(5);

    assertThat(((Result.Failed) invite.get()).error().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    engine.journal().resetPolicy();
    engine.passSeconds(30);
    assertThat(dora.heard()).containsExactly("Connected");
    assertThat(bob.heard()).containsExactly("Connected");
    dora.invites("bob");
  }

  @Test
  void shouldInviteUnderANewIdAfterAFailure() {
    engine.journal().failNextPersisted("call:first");
    assertThat(
            alice.fails(new Operation.Invite(Invitation.voice("bob").withCallId("first"))).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    engine.passSeconds(100);
    assertThat(bob.heard()).containsExactly("Connected");
    assertThat(alice.heard()).containsExactly("Connected");

    alice.invites(Invitation.voice("bob").withCallId("second"));
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldFallSilentWhileTheCallCannotJournalItsTimeout() {
    alice.invites("bob");
    bob.heard();
    alice.heard();
    engine.journal().failNextNOpsCond((id, operation) -> operation instanceof WriteEvents, 1000);
    engine.passSeconds(60);
    assertThat(bob.heard()).isEmpty();
    engine.passSeconds(1);
    assertThat(bob.heard()).containsExactly("IncomingCallTimeout");
    assertThat(alice.heard()).isEmpty();

    engine.journal().resetPolicy();
    engine.passSeconds(1);
    assertThat(bob.heard()).isEmpty();
    assertThat(alice.heard())
        .containsExactly("OutgoingCallTimeout(bob)", "U(bob TIMED_OUT)", "CallEnded(NO_ANSWER)");
    assertThat(
            ((Result.Missed) bob.does(new Operation.ListMissedCalls(0, 10))).missedCalls().total())
        .isEqualTo(1);
  }

  @Test
  void shouldGiveTheRingToTheNewSessionOfADevice() {
    alice.invites("bob");
    bob.heard();
    engine.passSeconds(10);
    Device again = engine.connect("bob", "bob-device");

    assertThat(bob.heard()).containsExactly("Closed(REPLACED)");
    assertThat(again.heard()).containsExactly("Connected", "IncomingCallReceived(alice)");
    engine.passSeconds(50);
    assertThat(again.heard()).containsExactly("IncomingCallTimeout");
    assertThat(bob.heard()).isEmpty();
  }
}
