package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost actors and lost messages: nothing is raised twice, nothing is lost. */
class LostUserTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldRingOnWhenTheActorIsLost() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.perform(new Operation.Received("c1"));
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)", "U(bob RINGING)");

    exchange.killUser("bob");
    bob.registerAnew();

    assertThat(bob.heard()).isEmpty();
    assertThat(bob.activeCalls()).containsExactly("c1");
    exchange.device("carol", "c1").invite("c2", "bob");
    assertThat(bob.missedCalls().total()).isEqualTo(1);
    Device late = exchange.device("bob", "b2");
    assertThat(late.heard()).containsExactly("IncomingCallReceived(alice)");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    assertThat(late.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldEndItsTurnWhenItCannotBeRead(boolean readsSnapshot) {
    Device bob = exchange.device("bob", "b1");
    exchange.killUser("bob");
    if (readsSnapshot) {
      exchange.failNextReadOfSnapshotOfUser("bob");
    } else {
      exchange.failNextReadOfUser("bob");
    }
    exchange.tellUser("bob", new UserCommand.Here("b1"));
    exchange.killUser("bob");

    bob.registerAnew();

    assertThat(bob.activeCalls()).isEmpty();
  }

  @Test
  void shouldTellWhatHappenedWhileTheActorWasLost() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    bob.heard();
    exchange.killUser("bob");
    carol.perform(new Operation.Received("c1"));
    carol.accept("c1");
    alice.perform(new Operation.Cancel("c1", Set.of("bob"), ""));

    bob.registerAnew();

    assertThat(bob.heard())
        .containsExactly(
            "U(carol RINGING)", "U(carol ACCEPTED)", "IncomingCallCanceled(CANCELLED)");
    assertThat(bob.missedCalls().total()).isEqualTo(1);
    exchange.pass(Duration.ofSeconds(60));
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldTellEachOfTwoSessionsWhatItMissed() {
    Device alice = exchange.device("alice", "a1");
    Device first = exchange.device("bob", "b1");
    Device second = exchange.device("bob", "b2");
    alice.invite("c1", "bob");
    first.heard();
    second.heard();
    exchange.killUser("bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    first.registerAnew();
    assertThat(first.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    second.registerAnew();
    assertThat(second.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    exchange.pass(Duration.ofSeconds(30));
    assertThat(first.heard()).isEmpty();
  }

  @Test
  void shouldKeepACallersCallWhenHisActorIsLost() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.accept("c1");
    alice.heard();
    bob.heard();
    exchange.killUser("alice");
    exchange.pass(Duration.ofSeconds(20));
    alice.registerAnew();
    exchange.pass(Duration.ofSeconds(120));

    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
    assertThat(alice.activeCalls()).containsExactly("c1");
    bob.perform(new Operation.Quit("c1"));
    assertThat(alice.heard()).containsExactly("U(bob QUIT)", "CallEnded(EVERYBODY_LEFT)");
  }

  @Test
  void shouldKeepWhoComesBackToAnActorThatKnowsNothingOfHisAbsence() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.accept("c1");
    alice.leave();
    exchange.pass(Duration.ofSeconds(20));
    exchange.killUser("alice");

    Device back = exchange.device("alice", "a1");
    exchange.pass(Duration.ofSeconds(120));

    assertThat(back.activeCalls()).containsExactly("c1");
    assertThat(bob.heard()).doesNotContain("U(alice QUIT)");
  }

  @Test
  void shouldRatherTellADeviceAgainThanLoseWhatItMissedWhenNobodyKnowsAnyLonger() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    alice.leave();
    bob.accept("c1");
    exchange.killUser("alice");

    Device back = exchange.device("alice", "a1");
    exchange.pass(Duration.ofSeconds(40));

    assertThat(back.heard())
        .containsExactly("OutgoingCallSent", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldAskForWhatIsMissingBeforeIt() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.accept("c1");
    alice.heard();
    exchange.hold(m -> m.to().equals("alice") && m.command() instanceof UserCommand.Announcement);
    alice.inviteMore("c1", "carol");
    exchange.device("carol", "c1").perform(new Operation.Received("c1"));
    exchange.lose();
    bob.inviteMore("c1", "dora");

    assertThat(alice.heard())
        .containsExactly("U(carol INVITED)", "U(carol RINGING)", "U(dora INVITED)");
    exchange.pass(Duration.ofSeconds(4));
    assertThat(alice.heard()).isEmpty();
  }

  @Test
  void shouldRaiseOnceWhatIsToldTwice() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.command() instanceof CallCommand.Heard);
    alice.invite("c1", "bob");
    bob.perform(new Operation.Received("c1"));
    bob.accept("c1");
    exchange.pass(Duration.ofSeconds(40));

    assertThat(bob.heard())
        .containsExactly(
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)");
    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallSent", "U(bob RINGING)", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldNotFallBackToARegistrationThatComesAgain() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    bob.perform(new Operation.Received("c1"));
    carol.perform(new Operation.Received("c1"));
    carol.perform(new Operation.Decline("c1", ""));
    assertThat(bob.heard())
        .containsExactly(
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "U(carol RINGING)",
            "U(carol DECLINED)");

    bob.isRegisteredLate();
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    exchange.pass(Duration.ofSeconds(10));

    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldRaiseOnceWhatTheNextRunOfTheCallTellsAgain() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.perform(new Operation.Received("c1"));
    exchange.pass(Duration.ofSeconds(10));
    alice.heard();
    bob.heard();

    exchange.killCall("c1");
    exchange.tellCall("c1", new CallCommand.Wake(Instant.EPOCH));
    exchange.pass(Duration.ofSeconds(20));

    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
    assertThat(alice.call("c1").member("bob").orElseThrow().state()).isEqualTo(MemberState.RINGING);
    bob.accept("c1");
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldNotAskTheNextRunOfACallForEverythingAtEachRenewal() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.accept("c1");
    alice.heard();
    bob.heard();
    exchange.killCall("c1");
    exchange.tellCall("c1", new CallCommand.Wake(Instant.EPOCH));
    exchange.pass(Duration.ofSeconds(1));
    AtomicInteger asked = exchange.questions();

    exchange.pass(Duration.ofMinutes(5));

    assertThat(asked).hasValue(0);
    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
    assertThat(alice.activeCalls()).containsExactly("c1");
  }

  @Test
  void shouldNotAcknowledgeAgainWhatTheCallKnows() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.perform(new Operation.Received("c1"));
    exchange.settle();
    AtomicInteger acknowledged = new AtomicInteger();
    exchange.hold(
        m -> m.command() instanceof CallCommand.Rings && acknowledged.incrementAndGet() < 0);

    exchange.pass(Duration.ofSeconds(50));

    assertThat(acknowledged).hasValue(0);
  }

  @Test
  void shouldTellALateDeviceTheRingOnlyWhenTheActorLearnsOfTheCallAnew() {
    Device alice = exchange.device("alice", "a1");
    alice.invite("c1", "bob");
    exchange.pass(Duration.ofSeconds(3));
    exchange.killUser("bob");

    Device bob = exchange.device("bob", "b1");
    exchange.pass(Duration.ofSeconds(20));

    List<SessionEvent> events = bob.events();
    assertThat(((IncomingCallReceived) events.get(0)).callId()).isEqualTo("c1");
    assertThat(events).hasSize(2);
  }

  @Test
  void shouldTellNothingOfACallThatWasOverBeforeTheSessionCame() {
    Device alice = exchange.device("alice", "a1");
    exchange.hold(m -> m.command() instanceof CallCommand.Heard);
    alice.invite("c1", "bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    alice.leave();
    exchange.killUser("alice");

    Device again = exchange.device("alice", "a1");
    exchange.release();
    exchange.killCall("c1");
    exchange.tellUser("alice", new UserCommand.Overdue(again.session, "c1"));
    exchange.pass(Duration.ofSeconds(40));

    assertThat(again.heard()).isEmpty();
  }

  /** Its word comes to an actor that knows of nothing, after the next session of its device. */
  @Test
  void shouldRingOnForTheNextSessionWhenOnlyTheLastOneKnewOfTheCall() {
    exchange.device("alice", "a1").invite("c1", "bob");
    Device bob = exchange.device("bob", "b1");
    bob.perform(new Operation.Received("c1"));
    bob.heard();
    exchange.killUser("bob");

    Device next = exchange.device("bob", "b1");
    bob.leave();

    assertThat(next.heard()).containsExactly("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  // ---- Asking the calls

  @Test
  void shouldAskACallAgainUntilItSpeaks() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.heard();
    exchange.killUser("bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    exchange.hold(m -> m.command() instanceof CallCommand.TellMe);
    bob.registerAnew();
    exchange.pass(Duration.ofMillis(2500));
    exchange.lose();
    assertThat(bob.heard()).isEmpty();

    exchange.pass(Duration.ofMillis(1500));

    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldGiveUpOnACallThatDoesNotExist() {
    AtomicInteger asked = exchange.questions();

    exchange.tellUser("bob", new UserCommand.Remember("nothing"));
    exchange.pass(Duration.ofSeconds(29));
    assertThat(exchange.idle).isEmpty();
    exchange.pass(Duration.ofHours(1));

    assertThat(asked).hasValue(8);
    assertThat(exchange.idle).containsOnly("bob");
  }
}
