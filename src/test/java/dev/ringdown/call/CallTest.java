package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import akka.persistence.testkit.ProcessingSuccess;
import dev.ringdown.CallMode;
import dev.ringdown.ErrorCode;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import java.io.NotSerializableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actor around the rules: journal, timers, and who is told until when. */
class CallTest {
  private final RunningCall call = new RunningCall();

  @BeforeEach
  void start() {
    call.start();
  }

  @AfterEach
  void stop() {
    call.stop();
  }

  @Test
  void shouldAnswerThenTellCallerAndCallee() {
    call.ask(RunningCall.ALICE, RunningCall.create(CallMode.ADVANCED, "bob"));

    assertThat(call.answer("alice")).isInstanceOf(Result.Invited.class);
    assertThat(call.raised("alice")).containsExactly("OutgoingCallSent");
    assertThat(call.raised("bob")).containsExactly("IncomingCallReceived");
    assertThat(call.journal.persistedInStorage("call:c1")).hasSize(1);
  }

  @Test
  void shouldSayThatItStrandsWhenItsJournalFails() {
    call.ring(CallMode.ADVANCED, "bob");

    call.journal.failNextPersisted("call:c1");
    call.perform(RunningCall.BOB, new Operation.Decline("c1", ""));
    call.shard.expectMessage("stranded");

    call.journal.failNextRead("call:c1");
    call.start();
    call.ref.tell(new CallCommand.Wake(Instant.EPOCH));
    call.shard.expectMessage("stranded");
  }

  @Test
  void shouldEndItsTurnWhenItsJournalFails() {
    call.ring(CallMode.ADVANCED, "bob");
    call.testKit.stop(call.ref);
    call.journal.failNextRead("call:c1");
    call.start();
    call.ref.tell(new CallCommand.Wake(Instant.EPOCH));
    call.testKit.createTestProbe().expectTerminated(call.ref);

    call.start();
    call.ref.tell(new CallCommand.Wake(Instant.EPOCH));

    assertThat(call.raised("bob")).containsExactly("IncomingCallReceived");
  }

  /** It would be woken, and fail, again and again. */
  @Test
  void shouldNotSayThatItStrandsWhenItsJournalIsOfANewerVersion() {
    call.ring(CallMode.ADVANCED, "bob");
    call.testKit.stop(call.ref);
    call.journal.failNextRead(
        "call:c1", new NotSerializableException("manifest of a call's event: 'ZZ'"));

    call.start();
    call.ref.tell(new CallCommand.Wake(Instant.EPOCH));
    call.testKit.createTestProbe().expectTerminated(call.ref);
    call.shard.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldTellWhoRingsWithoutJournallingIt() {
    call.ring(CallMode.ADVANCED, "bob");

    call.ref.tell(new CallCommand.Rings("bob", 1));
    assertThat(call.raised("alice")).containsExactly("InvitationUserStateChanged[bob RINGING]");
    assertThat(call.raised("bob")).containsExactly("InvitationUserStateChanged[bob RINGING]");

    call.ref.tell(new CallCommand.Rings("bob", 1));
    call.users.get("alice").expectNoMessage(Duration.ZERO);
    assertThat(call.journal.persistedInStorage("call:c1")).hasSize(1);
    assertThat(call.snapshot("bob").member("bob").orElseThrow().state())
        .isEqualTo(MemberState.RINGING);
  }

  @Test
  void shouldGoOnWhereItWasAfterARestart() {
    call.ring(CallMode.ADVANCED, "bob");

    call.restart();

    assertThat(call.raised("bob")).containsExactly("IncomingCallReceived");
    call.raised("alice");
    call.perform(RunningCall.BOB, new Operation.Accept("c1", ""));
    assertThat(call.answer("bob")).isInstanceOf(Result.Joined.class);
    assertThat(call.raised("alice"))
        .containsExactly("OutgoingCallAccepted", "InvitationUserStateChanged[bob ACCEPTED]");
  }

  @Test
  void shouldDecideWhatIsOverdueBeforeItTellsAfterARestart() {
    call.ring(CallMode.ADVANCED, "bob");
    call.testKit.stop(call.ref);
    call.time.pass(Duration.ofMinutes(2));
    call.start();
    call.ref.tell(new CallCommand.Wake(Instant.EPOCH));

    assertThat(call.raised("alice")).contains("OutgoingCallSent", "CallEnded");
    assertThat(call.raised("bob")).contains("IncomingCallReceived", "Missed TIMED_OUT");
  }

  @Test
  void shouldGiveBackTheSealedOutcomeAfterTheEndAndARestart() {
    call.ring(CallMode.ADVANCED, "bob");
    Origin cancel = RunningCall.origin("alice", "a1", "cancel");
    call.perform(cancel, new Operation.Cancel("c1", Set.of(), ""));
    assertThat(call.answer("alice"))
        .isEqualTo(new Result.Cancelled("c1", List.of("bob"), List.of()));
    call.raised("alice");
    call.raised("bob");
    call.shard.expectMessage("passivate");

    call.testKit.stop(call.ref);
    call.start();
    call.perform(RunningCall.BOB, new Operation.Accept("c1", ""));

    Result.Failed failed = (Result.Failed) call.answer("bob");
    assertThat(failed.error().code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(failed.error().outcome()).contains(Outcome.CANCELLED);
    call.users.get("alice").expectNoMessage(Duration.ZERO);
    call.shard.expectMessage("passivate");
  }

  @Test
  void shouldAnswerUnavailableWhenTheJournalFails() {
    call.journal.failNextPersisted("call:c1");

    call.ask(RunningCall.ALICE, RunningCall.create(CallMode.ADVANCED, "bob"));

    Result.Failed failed = (Result.Failed) call.answer("alice");
    assertThat(failed.error().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    call.users.get("bob").expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldAnswerUnavailableWhenMoreIsAskedThanMayWait() {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    call.journal.withPolicy(
        (call, operation) -> {
          asked.join();
          return ProcessingSuccess.getInstance();
        });
    call.ask(RunningCall.ALICE, RunningCall.create(CallMode.ADVANCED, "bob"));
    for (int i = 0; i < 600; i++) {
      call.perform(RunningCall.origin("bob", "b" + i, "snapshot"), new Operation.GetCall("c1"));
    }
    asked.complete(null);

    assertThat(code(call.answer("alice"))).isEqualTo(ErrorCode.UNAVAILABLE);
    // Those that could wait; what comes after the first that could not finds nobody.
    for (int i = 0; i < 511; i++) {
      assertThat(code(call.answer("bob"))).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void shouldRefuseAnUnknownCallAndGo() {
    call.perform(RunningCall.BOB, new Operation.Accept("c1", ""));

    assertThat(((Result.Failed) call.answer("bob")).error().code())
        .isEqualTo(ErrorCode.UNKNOWN_CALL);
    call.shard.expectMessage("passivate");
    call.ref.tell(new CallCommand.Passivated());
    call.shard.expectTerminated(call.ref);
  }

  @Test
  void shouldRecordABusyCalleeAndEnd() {
    call.ring(CallMode.ADVANCED, "bob");

    call.ref.tell(new CallCommand.Tell(new CallRequest.TurnAway("bob", 1, MissedReason.BUSY)));

    assertThat(call.raised("bob")).containsExactly("Missed BUSY");
    assertThat(call.raised("alice"))
        .containsExactly(
            "OutgoingCallRejectedCauseBusy", "InvitationUserStateChanged[bob BUSY]", "CallEnded");
    call.shard.expectMessage("passivate");
  }

  @Test
  void shouldAskToBeStoppedUntilItIs() {
    call.ring(CallMode.ADVANCED, "bob");
    call.perform(RunningCall.BOB, new Operation.Decline("c1", ""));
    call.answer("bob");
    call.raised("bob");
    call.raised("alice");
    call.shard.expectMessage("passivate");

    // A shard that has messages for the call drops the request to stop, and delivers them first.
    for (String request : List.of("late", "later")) {
      Origin late = RunningCall.origin("bob", "b2", request);
      call.perform(late, new Operation.Accept("c1", ""));
      assertThat(call.answer("bob")).isInstanceOf(Result.Failed.class);
      assertThat(call.shard.receiveMessage()).isEqualTo("passivate");
    }
    call.ref.tell(new CallCommand.Back("bob"));
    assertThat(call.shard.receiveMessage()).isEqualTo("passivate");
    call.ref.tell(new CallCommand.Passivated());
    call.shard.expectTerminated(call.ref);
  }

  @Test
  void shouldGoOnElsewhereWhenItIsMoved() {
    call.ring(CallMode.ADVANCED, "bob");

    call.ref.tell(new CallCommand.Passivated());

    call.shard.expectTerminated(call.ref);
    call.next.expectMessageClass(CallCommand.Wake.class);
  }

  /** It waits behind the word to stop, since the journal is written: nobody else would answer. */
  @Test
  void shouldHandOnWhatItIsAskedWhileItIsMoved() {
    CompletableFuture<Void> written = new CompletableFuture<>();
    call.ring(CallMode.ADVANCED, "bob", "carol");
    call.journal.withPolicy(
        (call, operation) -> {
          written.join();
          return ProcessingSuccess.getInstance();
        });
    call.perform(RunningCall.BOB, new Operation.Accept("c1", ""));
    call.ref.tell(new CallCommand.Passivated());
    Origin carol = RunningCall.origin("carol", "c1", "answer");
    call.perform(carol, new Operation.Accept("c1", ""));
    written.complete(null);

    call.shard.expectTerminated(call.ref);
    assertThat(call.answer("bob")).isInstanceOf(Result.Joined.class);
    call.next.expectMessage(
        new CallCommand.Ask(carol, new CallRequest.Perform(carol, new Operation.Accept("c1", ""))));
    call.next.expectMessageClass(CallCommand.Wake.class);
  }

  @Test
  void shouldNotGoOnWhenNothingIsLeftToDo() {
    call.ring(CallMode.ADVANCED, "bob");
    call.perform(RunningCall.BOB, new Operation.Decline("c1", ""));
    call.answer("bob");
    call.raised("bob");
    call.raised("alice");
    call.shard.expectMessage("passivate");

    call.ref.tell(new CallCommand.Passivated());

    call.shard.expectTerminated(call.ref);
    call.next.expectNoMessage(Duration.ZERO);
  }

  /** What ended it may have been written by an actor that told nobody. */
  @Test
  void shouldTellItsEndAgainWhenItIsWoken() {
    call.ring(CallMode.ADVANCED, "bob");
    call.perform(RunningCall.BOB, new Operation.Decline("c1", ""));
    call.answer("bob");
    call.raised("bob");
    call.raised("alice");

    call.restart();

    assertThat(call.raised("alice")).last().isEqualTo("CallEnded");
    assertThat(call.raised("bob")).isNotEmpty();
  }

  @Test
  void shouldTellAMissedCallAgainAfterARestartAndOnlyThenSettle() {
    call.ring(CallMode.ADVANCED, "bob");
    Origin cancel = RunningCall.origin("alice", "a1", "cancel");
    call.perform(cancel, new Operation.Cancel("c1", Set.of(), ""));
    call.answer("alice");
    call.announcement("bob");

    call.restart();

    assertThat(call.raisedUntil("bob", "Missed CANCELLED")).contains("IncomingCallReceived");
    assertThat(call.lastEvent()).isInstanceOf(CallEvent.Ended.class);
    call.shard.expectNoMessage(Duration.ZERO);
    call.raisedUntil("alice", "CallEnded");
    call.raisedUntil("alice", "CallEnded");
    call.shard.expectMessage("passivate");
    assertThat(call.lastEvent()).isInstanceOf(CallEvent.Settled.class);
  }

  private static ErrorCode code(Result result) {
    return ((Result.Failed) result).error().code();
  }
}
