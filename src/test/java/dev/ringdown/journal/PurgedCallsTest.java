package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.typesafe.config.Config;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.InvitationEvents;
import dev.ringdown.MissedCall;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownException;
import dev.ringdown.Session;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on real databases, whose calls were written longer ago than they are kept. */
class PurgedCallsTest {
  private static final Duration LONG = Duration.ofSeconds(40);

  @Test
  void shouldForgetOldCallsInAnH2File(@TempDir Path folder) throws SQLException {
    shouldForgetOldCalls(Databases.h2(folder));
  }

  @Test
  void shouldForgetOldCallsInPostgreSql() throws IOException, SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      shouldForgetOldCalls(Databases.postgres(postgres));
    }
  }

  private static void shouldForgetOldCalls(Config database) throws SQLException {
    Config config =
        Databases.with(database, "ringdown { journal.purge-interval = 1s, request-timeout = 20s }");
    ActorTestKit testKit = ActorTestKit.create("purged", config);
    try {
      Ringdown ringdown = Ringdown.get(testKit.system());
      TestProbe<String> probe = testKit.createTestProbe();
      Session alice = connect(ringdown, "alice");
      leave(ringdown, alice);
      awaitRows(probe, config, "call:missed C", "call:missed X", "call:missed EM", "call:missed S");
      age(config);
      answer(connect(ringdown, "erin").invite(Invitation.voice("frank").withCallId("young")));

      probe.awaitAssert(
          LONG,
          Duration.ofMillis(200),
          () -> {
            assertThat(rows(config, "call:missed")).isEmpty();
            assertThat(error(alice.call("missed"))).isEqualTo(ErrorCode.UNKNOWN_CALL);
            return null;
          });
      assertThat(rows(config, "call:open")).containsExactly("call:open C");
      assertThat(answer(connect(ringdown, "carol").call("open")).callId()).isEqualTo("open");
      assertThat(rows(config, "call:young")).containsExactly("call:young C");
      assertThat(answer(connect(ringdown, "bob").missedCalls(0, 10)).calls())
          .extracting(MissedCall::callId)
          .containsExactly("missed");

      answer(alice.invite(Invitation.voice("grace").withCallId("missed")));
      assertThat(rows(config, "call:missed")).containsExactly("call:missed C");
    } finally {
      testKit.shutdownTestKit();
    }
  }

  /** One call that rings, and one that Bob missed. */
  private static void leave(Ringdown ringdown, Session alice) {
    answer(connect(ringdown, "carol").invite(Invitation.voice("dave").withCallId("open")));
    answer(alice.invite(Invitation.voice("bob").withCallId("missed")));
    answer(alice.cancel("missed"));
  }

  private static Session connect(Ringdown ringdown, String user) {
    return ringdown.connect(user, new InvitationEvents() {});
  }

  private static void awaitRows(TestProbe<String> probe, Config config, String... expected) {
    probe.awaitAssert(
        LONG,
        Duration.ofMillis(100),
        () -> {
          assertThat(rows(config, "call:missed")).containsExactly(expected);
          return null;
        });
  }

  private static void age(Config config) throws SQLException {
    try (Connection connection = Schema.connect(config);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update \"event_journal\" set \"write_timestamp\" = \"write_timestamp\" - "
              + Duration.ofDays(31).toMillis());
    }
  }

  private static List<String> rows(Config config, String persistenceId) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = Schema.connect(config);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select "persistence_id" || ' ' || "event_ser_manifest" from "event_journal"
                where "persistence_id" = '%s' order by "ordering"
                """
                    .formatted(persistenceId))) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static ErrorCode error(CompletionStage<?> stage) {
    try {
      answer(stage);
    } catch (CompletionException e) {
      return ((RingdownException) e.getCause()).code();
    }
    throw new AssertionError("expected a refusal");
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
