package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.Patience;
import dev.ringdown.call.RingRequest;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.UserCommand;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call on real databases, across a restart of the actor system. */
class JournalTest {
  @Test
  void shouldKeepCallsInAnH2File(@TempDir Path folder) {
    shouldKeepCalls(Databases.h2(folder));
  }

  @Test
  void shouldKeepCallsInPostgreSql() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      shouldKeepCalls(Databases.postgres(postgres));
    }
  }

  private static void shouldKeepCalls(Config config) {
    Schema.ensure(config);
    Origin alice = new Origin(CallUser.of("alice", "Alice 😀"), "d", "s", "1");
    RingRequest bob = new RingRequest(CallUser.of("bob|/x"), Duration.ofSeconds(60), false);
    Draft draft =
        new Draft(
            "call|/1",
            "r",
            CallType.VIDEO,
            CallMode.ADVANCED,
            GlarePolicy.MERGE,
            "dätä",
            List.of(bob));

    assertThat(ask(config, draft.callId(), alice, new CallRequest.Create(alice, draft)))
        .isInstanceOf(Result.Invited.class);

    Origin cancel = new Origin(alice.user(), "d", "s", "2");
    assertThat(
            ask(
                config,
                draft.callId(),
                cancel,
                new CallRequest.Perform(
                    cancel, new Operation.Cancel(draft.callId(), Set.of(), ""))))
        .isEqualTo(new Result.Cancelled(draft.callId(), List.of("bob|/x"), List.of()));

    Origin look = new Origin(alice.user(), "d", "s", "3");
    CallSnapshot call =
        ((Result.Snapshot)
                ask(
                    config,
                    draft.callId(),
                    look,
                    new CallRequest.Perform(look, new Operation.GetCall(draft.callId()))))
            .call();
    assertThat(call.endReason()).contains(EndReason.CANCELLED);
    assertThat(call.caller().name()).isEqualTo("Alice 😀");
    assertThat(call.customData()).isEqualTo("dätä");
  }

  /** Asks the call in an actor system of its own, which is gone afterwards. */
  private static Result ask(Config config, String callId, Origin by, CallRequest request) {
    ActorTestKit testKit = ActorTestKit.create("journal", config);
    try {
      TestProbe<UserCommand.Answer> answers = testKit.createTestProbe();
      ActorRef<CallCommand> call =
          testKit.spawn(
              Call.create(
                  callId,
                  CallRules.DEFAULT,
                  Patience.DEFAULT,
                  Clock.systemUTC(),
                  (id, command) -> {
                    if (command instanceof UserCommand.Answer answer) {
                      answers.ref().tell(answer);
                    }
                  },
                  (id, command) -> {},
                  () -> {},
                  stranded -> {},
                  new Turns(1, Clock.systemUTC())));
      call.tell(new CallCommand.Ask(by, request));
      return answers.receiveMessage(Duration.ofSeconds(20)).result();
    } finally {
      testKit.shutdownTestKit();
    }
  }
}
