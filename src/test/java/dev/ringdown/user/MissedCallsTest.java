package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionCommand;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user finds of the rings that he never answered. */
class MissedCallsTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  private void miss(Device alice, int first, int last) {
    for (int i = first; i <= last; i++) {
      alice.invite("c" + i, "bob");
      alice.perform(new Operation.Cancel("c" + i, Set.of(), ""));
    }
  }

  @Test
  void shouldCountUnreadOnesUpToTheMark() {
    Device bob = exchange.device("bob", "b1");
    miss(exchange.device("alice", "a1"), 1, 3);
    assertThat(bob.missedCalls().unread()).isEqualTo(3);

    bob.perform(new Operation.MissedCallsSeen(2));
    assertThat(bob.missedCalls().unread()).isEqualTo(1);
    bob.perform(new Operation.MissedCallsSeen(1));
    assertThat(bob.missedCalls().unread()).isEqualTo(1);
  }

  @Test
  void shouldNotMarkSeenWhatIsYetToCome() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    miss(alice, 1, 2);

    bob.perform(new Operation.MissedCallsSeen(1000));
    miss(alice, 3, 3);

    assertThat(bob.missedCalls().unread()).isEqualTo(1);
  }

  @Test
  void shouldGivePagesNewestFirst() {
    Device bob = exchange.device("bob", "b1");
    miss(exchange.device("alice", "a1"), 1, 5);

    assertThat(page(bob, 0, 2).calls()).extracting(MissedCall::callId).containsExactly("c5", "c4");
    assertThat(page(bob, 4, 2).calls()).extracting(MissedCall::callId).containsExactly("c1");
    MissedCalls beyond = page(bob, 5, 2);
    assertThat(beyond.calls()).isEmpty();
    assertThat(beyond.total()).isEqualTo(5);
    assertThat(page(bob, -1, -1).calls()).isEmpty();
  }

  private static MissedCalls page(Device device, int offset, int limit) {
    return ((Result.Missed) device.ask(new Operation.ListMissedCalls(offset, limit))).missedCalls();
  }

  @Test
  void shouldKeepTheNewestOverARestartAndASnapshot() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    miss(alice, 1, 150);
    bob.perform(new Operation.MissedCallsSeen(150));
    miss(alice, 151, 210);
    assertThat(exchange.journalOf("bob").size()).isEqualTo(31);

    exchange.killUser("bob");
    Device again = exchange.device("bob", "b1");

    assertThat(again.connected.unreadMissedCalls()).isEqualTo(60);
    MissedCalls missed = again.missedCalls();
    assertThat(missed.total()).isEqualTo(100);
    assertThat(missed.calls().get(0).callId()).isEqualTo("c210");
    assertThat(missed.calls().get(99).number()).isEqualTo(111);
    miss(alice, 211, 211);
    assertThat(again.missedCalls().calls().get(0).number()).isEqualTo(211);
  }

  @Test
  void shouldRecordOnceWhatIsToldTwice() {
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.command() instanceof CallCommand.Heard);
    miss(exchange.device("alice", "a1"), 1, 1);
    exchange.pass(Duration.ofSeconds(30));

    assertThat(bob.missedCalls().total()).isEqualTo(1);
  }

  @Test
  void shouldRecordItLaterWhenTheJournalFails() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.heard();
    exchange.failNextWriteOf("bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    exchange.forgetUser("bob");
    assertThat(bob.heard()).isEmpty();

    bob.registerAnew();
    exchange.pass(Duration.ofSeconds(1));

    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    assertThat(bob.missedCalls().total()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheSeenMarkFromWhoAsksAgainAfterTheJournalFailed() {
    Device bob = exchange.device("bob", "b1");
    miss(exchange.device("alice", "a1"), 1, 1);
    exchange.failNextWriteOf("bob");
    bob.send(new Operation.MissedCallsSeen(1));
    exchange.forgetUser("bob");
    bob.registerAnew();
    assertThat(bob.missedCalls().unread()).isEqualTo(1);

    bob.perform(new Operation.MissedCallsSeen(1));

    assertThat(bob.missedCalls().unread()).isZero();
  }

  // ---- Dial back

  @Test
  void shouldFindTheMissedCallToDialBack() {
    Device bob = exchange.device("bob", "b1");
    miss(exchange.device("alice", "a1"), 1, 1);
    bob.heard();

    String request = bob.sendFindMissedCall("c1");
    bob.heard();

    assertThat(bob.others)
        .singleElement()
        .isInstanceOfSatisfying(
            SessionCommand.MissedCallFound.class,
            found -> {
              assertThat(found.requestId()).isEqualTo(request);
              assertThat(found.call().callId()).isEqualTo("c1");
              assertThat(found.call().caller().id()).isEqualTo("alice");
            });
  }

  @Test
  void shouldNotFindACallThatWasNotMissed() {
    Device bob = exchange.device("bob", "b1");

    assertThat(bob.refusalOf(bob.sendFindMissedCall("c1"))).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(bob.refusalOf(new Operation.MissedCallClicked("c1")))
        .isEqualTo(ErrorCode.UNKNOWN_CALL);
  }

  @Test
  void shouldNotDialBackWhileEngaged() {
    Device bob = exchange.device("bob", "b1");
    miss(exchange.device("alice", "a1"), 1, 1);
    exchange.device("carol", "c1").invite("c2", "bob");

    assertThat(bob.refusalOf(bob.sendFindMissedCall("c1"))).isEqualTo(ErrorCode.ALREADY_IN_CALL);
    bob.perform(new Operation.Decline("c2", ""));
    bob.invite("c3", "alice");
    assertThat(bob.refusalOf(bob.sendFindMissedCall("c1"))).isEqualTo(ErrorCode.ALREADY_IN_CALL);
  }

  @Test
  void shouldRaiseTheClickOnTheSessionThatReportsIt() {
    Device bob = exchange.device("bob", "b1");
    miss(exchange.device("alice", "a1"), 1, 1);
    Device other = exchange.device("bob", "b2");
    bob.heard();

    bob.perform(new Operation.MissedCallClicked("c1"));

    assertThat(bob.heard()).containsExactly("IncomingMissedCallClicked");
    assertThat(other.heard()).isEmpty();
  }
}
