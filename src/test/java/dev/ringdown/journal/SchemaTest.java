package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making the tables, and looking whether they are there, on both databases. */
class SchemaTest {
  private static final String ALL = "\"event_journal\", \"event_tag\", \"snapshot\"";

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

  @BeforeEach
  void empty() throws SQLException {
    onPostgres(
        "drop schema if exists public cascade",
        "drop schema if exists hidden cascade",
        "drop role if exists writer",
        "create schema public",
        "create role writer login");
  }

  @Test
  void shouldMakeItsTablesFromManyNodesAtOnce() {
    Config config = Databases.postgres(server);

    CompletableFuture<?>[] nodes =
        Stream.generate(() -> CompletableFuture.runAsync(() -> Schema.ensure(config)))
            .limit(4)
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(nodes).join();

    Schema.ensure(checkedOnly(config));
  }

  @Test
  void shouldNameTheTablesThatAreMissing() {
    assertRefused(checkedOnly(Databases.h2(folder)), "there is no " + ALL);
    assertRefused(checkedOnly(Databases.postgres(server)), "there is no " + ALL);
  }

  @Test
  void shouldNotTakeTablesThatTheConnectionDoesNotSee() throws SQLException {
    Schema.ensure(Databases.postgres(server));
    onPostgres("create schema hidden", "alter table event_tag set schema hidden");

    assertRefused(checkedOnly(Databases.postgres(server)), "there is no \"event_tag\"");

    onPostgres("alter role postgres set search_path = public, hidden");
    try {
      Schema.ensure(checkedOnly(Databases.postgres(server)));
    } finally {
      onPostgres("alter role postgres reset search_path");
    }
  }

  @Test
  void shouldFindTablesInTheSchemaThatTheJournalIsToldOf() throws SQLException {
    Schema.ensure(Databases.postgres(server));
    onPostgres("create schema hidden", "alter table snapshot set schema hidden");

    Schema.ensure(
        checkedOnly(
            Databases.with(
                Databases.postgres(server),
                "jdbc-snapshot-store.tables.snapshot.schemaName = hidden")));
  }

  @Test
  void shouldNameTheColumnsThatAreMissing() throws SQLException {
    String change = "alter table \"event_journal\" drop column \"meta_payload\"";
    String missing = "there is no \"event_journal\".\"meta_payload\"";
    Config h2 = Databases.h2(folder);
    Schema.ensure(h2);
    onH2(h2, change);
    Schema.ensure(Databases.postgres(server));
    onPostgres(change);

    assertRefused(checkedOnly(h2), missing);
    assertRefused(checkedOnly(Databases.postgres(server)), missing);
    assertRefused(h2, missing);
    assertRefused(Databases.postgres(server), missing);
  }

  @Test
  void shouldStartAsAUserWhoMayNotMakeTables() throws SQLException {
    Config config = Databases.postgres(server, "writer");
    onPostgres("grant usage on schema public to writer");
    assertRefused(config, "permission denied for schema public");

    Schema.ensure(Databases.postgres(server));
    assertRefused(config, "permission denied for table event_journal");
    onPostgres("grant select, insert, update, delete on all tables in schema public to writer");

    Schema.ensure(config);
  }

  @Test
  void shouldRefuseADatabaseThatLacksCharacters() throws SQLException {
    onPostgres(
        "drop database if exists latin",
        "create database latin encoding LATIN1 locale 'C' template template0");
    Config latin =
        Databases.with(
            Databases.postgres(server),
            "ringdown.journal.jdbc.url = \"" + server.getJdbcUrl("postgres", "latin") + "\"");

    assertRefused(latin, "expected a database in UTF8, but it is in LATIN1");
  }

  @Test
  void shouldSayWhichDatabaseCannotBeReached() {
    Config nowhere =
        Databases.with(
            ConfigFactory.load("postgres"),
            "ringdown.journal.jdbc.url = \"jdbc:postgresql://localhost:1/none\"");

    assertRefused(nowhere, "jdbc:postgresql://localhost:1/none");
  }

  @Test
  void shouldRefuseAnH2UrlThatMayLoseEvents() {
    String url = "jdbc:h2:file:" + folder.resolve("journal");
    Schema.ensure(Databases.h2(url + ";WRITE_DELAY=0"));

    assertRefused(Databases.h2(url + ";WRITE_DELAY=500"), "WRITE_DELAY");
  }

  @Test
  void shouldLeaveOtherJournalsAlone() {
    Config config =
        Databases.with(
            Databases.h2(folder), "akka.persistence.journal.plugin = \"some-other-journal\"");

    Schema.ensure(config);

    assertThat(folder).isEmptyDirectory();
  }

  private static void assertRefused(Config config, String message) {
    assertThatThrownBy(() -> Schema.ensure(config))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(message);
  }

  private static Config checkedOnly(Config config) {
    return Databases.with(config, "ringdown.journal.create-schema = off");
  }

  private static void onPostgres(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      run(connection, statements);
    }
  }

  private static void onH2(Config config, String... statements) throws SQLException {
    String url = config.getString("ringdown.journal.jdbc.url");
    try (Connection connection = DriverManager.getConnection(url, "ringdown", "")) {
      run(connection, statements);
    }
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
