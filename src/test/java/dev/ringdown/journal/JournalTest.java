package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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
import dev.ringdown.user.UserCommand;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call on real databases, across a restart of the actor system. */
class JournalTest {
  @Test
  void shouldKeepCallsInAnH2File(@TempDir Path folder) {
    shouldKeepCalls(h2(folder));
  }

  @Test
  void shouldKeepCallsInPostgreSql() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      shouldKeepCalls(postgres(postgres));
    }
  }

  @Test
  void shouldMakeItsTablesFromManyNodesAtOnce() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Config config = postgres(postgres);
      CompletableFuture<?>[] nodes =
          Stream.generate(() -> CompletableFuture.runAsync(() -> Schema.ensure(config)))
              .limit(4)
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(nodes).join();

      Schema.ensure(checked(config));
    }
  }

  @Test
  void shouldNameTheTablesThatAreMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> Schema.ensure(checked(h2(folder))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("there is no event_journal, event_tag, snapshot");
  }

  @Test
  void shouldRefuseAnH2UrlThatMayLoseEvents(@TempDir Path folder) {
    Schema.ensure(h2(folder, ";WRITE_DELAY=0"));

    assertThatThrownBy(() -> Schema.ensure(h2(folder, ";WRITE_DELAY=500")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("WRITE_DELAY");
  }

  @Test
  void shouldSayWhichDatabaseCannotBeReached() {
    Config nowhere =
        ConfigFactory.parseString(
                "ringdown.journal.jdbc.url = \"jdbc:postgresql://localhost:1/none\"")
            .withFallback(ConfigFactory.load("postgres"));

    assertThatThrownBy(() -> Schema.ensure(nowhere))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/none");
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
                  () -> {}));
      call.tell(new CallCommand.Ask(by, request));
      return answers.receiveMessage(Duration.ofSeconds(20)).result();
    } finally {
      testKit.shutdownTestKit();
    }
  }

  private static Config h2(Path folder) {
    return h2(folder, "");
  }

  private static Config h2(Path folder, String options) {
    return withUrl("jdbc:h2:file:" + folder.resolve("journal") + options, "h2");
  }

  private static Config postgres(EmbeddedPostgres postgres) {
    return ConfigFactory.parseString("ringdown.journal.jdbc.user = postgres")
        .withFallback(withUrl(postgres.getJdbcUrl("postgres", "postgres"), "postgres"));
  }

  private static Config withUrl(String url, String file) {
    return ConfigFactory.parseString("ringdown.journal.jdbc.url = \"" + url + "\"")
        .withFallback(ConfigFactory.parseResources(file + ".conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  private static Config checked(Config config) {
    return ConfigFactory.parseString("ringdown.journal.create-schema = off").withFallback(config);
  }
}
