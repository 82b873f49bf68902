package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which ids the databases keep, and what one that they refuse does to others: why ids are checked
 * before they come near the journal.
 */
class PersistenceIdsTest {
  private static final Duration QUICK = Duration.ofSeconds(10);

  private static final List<String> IDS =
      Stream.of(
              "a",
              "A",
              "a ",
              " a",
              "a|b",
              "a/b",
              "it's \"quoted\"; drop table \\ -- %_ ? $1 {}",
              "\u00e9",
              "e\u0301",
              "\ufffd",
              "\uffff",
              "\u202eright to left",
              "x".repeat(128),
              "😀".repeat(128))
          .flatMap(id -> Stream.of("call:" + id, "user:" + id))
          .toList();

  private static EmbeddedPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void shouldKeepEveryAllowedIdApartInH2() {
    shouldKeepApart(Databases.h2(folder));
  }

  @Test
  void shouldKeepEveryAllowedIdApartInPostgreSql() {
    shouldKeepApart(Databases.postgres(server));
  }

  private static void shouldKeepApart(Config config) {
    Schema.ensure(config);
    Map<String, List<String>> own =
        IDS.stream().collect(Collectors.toMap(UnaryOperator.identity(), List::of));

    assertThat(write(config, IDS)).isEqualTo(own);
    own.replaceAll((id, line) -> List.of(id, id));
    assertThat(write(config, IDS)).isEqualTo(own);
  }

  /** Each writes its name, in an actor system of its own; what each holds then. */
  private static Map<String, List<String>> write(Config config, List<String> ids) {
    ActorTestKit testKit = ActorTestKit.create("ids", config);
    try {
      TestProbe<Notebook.Kept> reader = testKit.createTestProbe();
      ids.forEach(
          id -> testKit.spawn(Notebook.create(id)).tell(new Notebook.Add(id, reader.ref())));
      return reader.receiveSeveralMessages(ids.size(), QUICK).stream()
          .collect(Collectors.toMap(Notebook.Kept::notebook, Notebook.Kept::lines));
    } finally {
      testKit.shutdownTestKit();
    }
  }

  /** Already when an actor looks for its events: nothing of others is in that statement. */
  @Test
  void shouldNotStartWithANulInPostgreSql() {
    Config config = Databases.postgres(server);
    Schema.ensure(config);
    ActorTestKit testKit = ActorTestKit.create("nul", config);
    try {
      TestProbe<Notebook.Kept> reader = testKit.createTestProbe();

      reader.expectTerminated(testKit.spawn(Notebook.create("call:\0")), QUICK);
    } finally {
      testKit.shutdownTestKit();
    }
  }

  @Test
  void shouldMixUpHalvesOfSurrogatePairsInPostgreSql() {
    Config config = Databases.postgres(server);
    Schema.ensure(config);

    write(config, List.of("call:\ud800"));

    assertThat(write(config, List.of("call:?")))
        .hasEntrySatisfying("call:?", lines -> assertThat(lines).hasSize(2));
  }

  /** While the table is locked, events gather and become one batch. */
  @Test
  void shouldFailOthersForAnIdThatPostgreSqlRefuses() throws SQLException {
    String refused = "call:" + "x".repeat(300);
    Config config = Databases.postgres(server);
    Schema.ensure(config);
    ActorTestKit testKit =
        ActorTestKit.create("refused", Databases.with(config, "jdbc-journal.parallelism = 1"));
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      TestProbe<Notebook.Kept> reader = testKit.createTestProbe();
      List<ActorRef<Notebook.Add>> notebooks = new ArrayList<>();
      for (String id : List.of("first", "good", refused, "other")) {
        notebooks.add(testKit.spawn(Notebook.create(id)));
      }
      connection.setAutoCommit(false);
      statement.execute("lock table event_journal in share mode");
      notebooks.get(0).tell(new Notebook.Add("line", reader.ref()));
      reader.expectNoMessage(Duration.ofMillis(500));
      notebooks.stream()
          .skip(1)
          .forEach(notebook -> notebook.tell(new Notebook.Add("line", reader.ref())));
      reader.expectNoMessage(Duration.ofMillis(500));
      connection.commit();

      assertThat(reader.receiveMessage(QUICK).notebook()).isEqualTo("first");
      notebooks.stream().skip(1).forEach(notebook -> reader.expectTerminated(notebook, QUICK));
    } finally {
      testKit.shutdownTestKit();
    }
  }
}
