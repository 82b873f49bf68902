package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.InvitationEvents;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import dev.ringdown.Session;
import dev.ringdown.call.CallRules;
import dev.ringdown.spi.OpenCalls.OpenCall;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of an engine that ended, found in real databases by the next one. */
class OpenCallsTest {
  private static final Instant THEN = Instant.parse("2030-01-01T00:00:00Z");
  private static final CallUser ALICE = CallUser.of("alice", "Alice 😀");

  @Test
  void shouldGoOnWithCallsInAnH2File(@TempDir Path folder) {
    shouldGoOnWithCalls(Databases.h2(folder));
  }

  @Test
  void shouldGoOnWithCallsInPostgreSql() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      shouldGoOnWithCalls(Databases.postgres(postgres));
    }
  }

  private static void shouldGoOnWithCalls(Config config) {
    run(config, THEN, OpenCallsTest::leave);

    Instant later = THEN.plusSeconds(60);
    run(
        Databases.with(config, "ringdown.sweep.interval = 1h"),
        later,
        engine -> {
          // Nobody connects: what is due happens all the same.
          TestProbe<String> probe = engine.testKit().createTestProbe();
          List<OpenCall> left =
              probe.awaitAssert(
                  Duration.ofSeconds(20),
                  () -> {
                    List<OpenCall> open = open(engine);
                    assertThat(open).extracting(OpenCall::callId).containsExactly("accepted");
                    return open;
                  });
          assertThat(left.get(0).due()).isEqualTo(THEN.plus(CallRules.DEFAULT.maxDuration()));
          Session bob = engine.connect("bob");
          List<MissedCall> missed = answer(bob.missedCalls(0, 10)).calls();
          assertThat(missed).extracting(MissedCall::callId).containsExactly("overdue");
          assertThat(missed.get(0).reason()).isEqualTo(MissedReason.TIMED_OUT);
          assertThat(missed.get(0).caller()).isEqualTo(ALICE);
        });
  }

  @Test
  void shouldBeginWhereItWasSureTheLastTimeInAnH2File(@TempDir Path folder) {
    shouldBeginWhereItWasSure(Databases.h2(folder));
  }

  @Test
  void shouldBeginWhereItWasSureTheLastTimeInPostgreSql() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      shouldBeginWhereItWasSure(Databases.postgres(postgres));
    }
  }

  private static void shouldBeginWhereItWasSure(Config config) {
    run(
        config,
        THEN,
        engine -> {
          leave(engine);
          assertThat(checkpoint(config)).isEqualTo(new Checkpoint(0, Set.of()));
          JdbcOpenCalls searching =
              new JdbcOpenCalls(engine.testKit().system(), CallRules.DEFAULT, Duration.ZERO);
          answer(searching.find());
          // What it saw first is sure by the second time.
          answer(searching.find());
          Checkpoint checkpoint = checkpoint(config);
          assertThat(checkpoint.ordering()).isGreaterThanOrEqualTo(5);
          assertThat(checkpoint.persistenceIds())
              .containsExactlyInAnyOrder("call:accepted", "call:overdue");

          answer(engine.connect("dave").end("accepted"));
          answer(engine.connect("heidi").invite(Invitation.voice("ivan").withCallId("newer")));
          assertThat(open(engine))
              .extracting(OpenCall::callId)
              .containsExactlyInAnyOrder("overdue", "newer");

          write(config, checkpoint.ordering(), Set.of());
          assertThat(open(engine)).extracting(OpenCall::callId).containsExactly("newer");
        });
  }

  @Test
  void shouldReadOnlyWhatIsNewSinceItsLastLook(@TempDir Path folder) {
    Config config = Databases.h2(folder);
    run(
        config,
        THEN,
        engine -> {
          leave(engine);
          JdbcOpenCalls searching = new JdbcOpenCalls(engine.testKit().system(), CallRules.DEFAULT);
          answer(engine.connect("heidi").invite(ring("answered", "ivan")));
          assertThat(answer(searching.find()))
              .extracting(OpenCall::callId)
              .containsExactlyInAnyOrder("overdue", "accepted", "answered");

          // Could it not be read, it would be due at once.
          renameEvents(config, "call:accepted", "ZZ");
          answer(engine.connect("ivan").accept("answered"));
          answer(engine.connect("judy").invite(ring("newer", "ken")));
          answer(engine.connect(ALICE).cancel("overdue"));

          Instant end = THEN.plus(CallRules.DEFAULT.maxDuration());
          TestProbe<String> probe = engine.testKit().createTestProbe();
          probe.awaitAssert(
              Duration.ofSeconds(20),
              () ->
                  assertThat(answer(searching.find()))
                      .containsExactlyInAnyOrder(
                          new OpenCall("accepted", end),
                          new OpenCall("answered", end),
                          new OpenCall("newer", THEN.plusSeconds(30))));
        });
  }

  private static Invitation ring(String callId, String callee) {
    return Invitation.voice(callee).withCallId(callId).withTimeout(Duration.ofSeconds(30));
  }

  /** As left by a newer version that this one took the place of. */
  @Test
  void shouldFindTheOthersBesideACallThatItCannotRead(@TempDir Path folder) {
    Config config = Databases.h2(folder);
    run(
        config,
        THEN,
        engine -> {
          leave(engine);
          renameEvents(config, "call:accepted", "ZZ");

          assertThat(open(engine))
              .containsExactlyInAnyOrder(
                  new OpenCall("overdue", THEN.plusSeconds(30)),
                  new OpenCall("accepted", Instant.MIN));
        });
  }

  private static void renameEvents(Config config, String persistenceId, String manifest) {
    EventTable table = new EventTable(config);
    String update =
        "update %s set %s = ? where %s = ?"
            .formatted(
                table.name(), table.column("eventSerManifest"), table.column("persistenceId"));
    try (Connection connection = Schema.connect(config);
        PreparedStatement rename = connection.prepareStatement(update)) {
      rename.setString(1, manifest);
      rename.setString(2, persistenceId);
      assertThat(rename.executeUpdate()).isPositive();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Checkpoint checkpoint(Config config) {
    try (Connection connection = Schema.connect(config)) {
      return Checkpoint.read(connection, Checkpoint.table(config));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Config config, long ordering, Set<String> calls) {
    try (Connection connection = Schema.connect(config)) {
      Checkpoint.write(connection, Checkpoint.table(config), ordering, calls);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls in every state that a killed process may leave behind. */
  private static void leave(Running engine) {
    Session alice = engine.connect(ALICE);
    Session carol = engine.connect("carol");
    Session dave = engine.connect("dave");
    Session erin = engine.connect("erin");

    answer(carol.invite(Invitation.voice("dave").withCallId("accepted")));
    answer(dave.accept("accepted"));
    answer(erin.invite(Invitation.voice("frank").withCallId("cancelled")));
    answer(erin.cancel("cancelled"));
    answer(
        alice.invite(
            Invitation.voice("bob").withCallId("overdue").withTimeout(Duration.ofSeconds(30))));

    TestProbe<String> probe = engine.testKit().createTestProbe();
    probe.awaitAssert(
        Duration.ofSeconds(20),
        () -> {
          assertThat(open(engine))
              .containsExactlyInAnyOrder(
                  new OpenCall("overdue", THEN.plusSeconds(30)),
                  new OpenCall("accepted", THEN.plus(CallRules.DEFAULT.maxDuration())));
          return null;
        });
  }

  private static List<OpenCall> open(Running engine) {
    return answer(new JdbcOpenCalls(engine.testKit().system(), CallRules.DEFAULT).find());
  }

  /** The engine on an actor system of a test, at a fixed moment. */
  private record Running(ActorTestKit testKit, Ringdown ringdown) {
    Session connect(String user) {
      return connect(CallUser.of(user));
    }

    Session connect(CallUser user) {
      return ringdown.connect(user, "device", session -> new InvitationEvents() {});
    }
  }

  private static void run(Config config, Instant now, Consumer<Running> test) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "open-calls",
            ActorSystemSetup.create(
                BootstrapSetup.create(config),
                RingdownSetup.create().withClock(Clock.fixed(now, ZoneOffset.UTC))));
    ActorTestKit testKit = ActorTestKit.create(system);
    try {
      test.accept(new Running(testKit, Ringdown.get(system)));
    } finally {
      testKit.shutdownTestKit();
    }
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
