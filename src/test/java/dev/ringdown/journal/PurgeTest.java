package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rows of the journal are removed, on both databases. */
class PurgeTest {
  private static final int CALL = 7401;
  private static final int USER = 7402;
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Instant OLD = NOW.minus(RETENTION).minusMillis(1);
  private static final Instant YOUNG = NOW.minus(RETENTION);

  private enum Kind {
    H2,
    POSTGRES
  }

  private static EmbeddedPostgres server;

  private Config config;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private void open(Kind kind) throws SQLException {
    if (kind == Kind.POSTGRES) {
      config = Databases.postgres(server);
      run("drop schema public cascade", "create schema public");
    } else {
      config = Databases.h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
    Schema.ensure(config);
  }

  private Purge purge() {
    return new Purge(config, RETENTION, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRemoveWhatIsDoneWithAndOld(Kind kind) throws SQLException {
    open(kind);
    write("call:ended", CALL, OLD, "C", "A", "E");
    write("call:settled", CALL, OLD, "C", "EM", "S");
    write("call:runs", CALL, OLD, "C", "A");
    write("call:owes", CALL, OLD, "C", "EM");
    write("user:u", USER, OLD, "E", "S");
    write("call:of another serializer", USER, OLD, "E");
    write("somebody else's", CALL, OLD, "E");
    write("call:young", CALL, YOUNG, "C", "E");

    assertThat(purge().round()).isFalse();

    assertThat(left())
        .containsExactly(
            "call:runs C",
            "call:runs A",
            "call:owes C",
            "call:owes EM",
            "user:u E",
            "user:u S",
            "call:of another serializer E",
            "somebody else's E",
            "call:young C",
            "call:young E");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRemoveACallThatBeganLongBeforeItsEnd(Kind kind) throws SQLException {
    open(kind);
    Purge purge = purge();
    write("call:long", CALL, OLD, "C");
    write("call:short", CALL, OLD, "C", "E");
    purge.round();
    assertThat(left()).containsExactly("call:long C");

    writeAt(2, "call:long", OLD, "E");
    purge.round();

    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotReadWhatStaysAgain(Kind kind) throws SQLException {
    open(kind);
    Purge purge = purge();
    write("call:long", CALL, OLD, "C");
    write("call:short", CALL, OLD, "C", "E");
    purge.round();
    run("update \"event_journal\" set \"event_ser_manifest\" = 'E'");

    purge.round();
    assertThat(left()).containsExactly("call:long E");
    purge().round();

    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWithWhatWasTooYoung(Kind kind) throws SQLException {
    open(kind);
    Purge purge = purge();
    write("call:young", CALL, YOUNG, "C", "E");
    purge.round();
    assertThat(left()).hasSize(2);
    run("update \"event_journal\" set \"write_timestamp\" = " + OLD.toEpochMilli());

    purge.round();

    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldRemoveManyInBoundedRounds(Kind kind) throws SQLException {
    open(kind);
    run(
        """
        insert into "event_journal" ("persistence_id", "sequence_number", "writer",
          "write_timestamp", "adapter_manifest", "event_ser_id", "event_ser_manifest",
          "event_payload")
        select 'call:c' || n, 1, 'w', %d, '', %d, 'E', '' from %s
        """
            .formatted(
                OLD.toEpochMilli(),
                CALL,
                kind == Kind.H2
                    ? "(select \"X\" as n from system_range(1, 12000)) t"
                    : "generate_series(1, 12000) t(n)"));
    Purge purge = purge();

    assertThat(purge.round()).isTrue();
    assertThat(left()).hasSize(12000 - 10 * Purge.PAGE);
    assertThat(purge.round()).isTrue();
    assertThat(purge.round()).isFalse();

    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveANewCallWithTheIdOfAnOldOne(Kind kind) throws SQLException {
    open(kind);
    write("call:again", CALL, OLD, "C", "E");
    writeAt(3, "call:again", YOUNG, "C");

    purge().round();

    assertThat(left()).containsExactly("call:again C");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRemoveTagsWithTheirEvents(Kind kind) throws SQLException {
    open(kind);
    write("call:ended", CALL, OLD, "C", "E");
    run("insert into \"event_tag\" select \"ordering\", 'tag' from \"event_journal\"");

    purge().round();

    assertThat(query("select \"tag\" from \"event_tag\"")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWhereItFailed(Kind kind) throws SQLException {
    open(kind);
    Purge purge = purge();
    write("call:long", CALL, OLD, "C");
    purge.round();
    write("call:ended", CALL, OLD, "C", "E");

    run("alter table \"event_journal\" rename to \"gone\"");
    assertThatThrownBy(purge::round).isInstanceOf(JournalException.class);
    run("alter table \"gone\" rename to \"event_journal\"");
    purge.round();

    assertThat(left()).containsExactly("call:long C");
  }

  private void write(String persistenceId, int serializer, Instant at, String... manifests)
      throws SQLException {
    for (int i = 0; i < manifests.length; i++) {
      write(i + 1, persistenceId, serializer, at, manifests[i]);
    }
  }

  private void writeAt(int number, String callId, Instant at, String manifest) throws SQLException {
    write(number, callId, CALL, at, manifest);
  }

  private void write(int number, String persistenceId, int serializer, Instant at, String manifest)
      throws SQLException {
    run(
        """
        insert into "event_journal" ("persistence_id", "sequence_number", "writer",
          "write_timestamp", "adapter_manifest", "event_ser_id", "event_ser_manifest",
          "event_payload")
        values ('%s', %d, 'w', %d, '', %d, '%s', '')
        """
            .formatted(
                persistenceId.replace("'", "''"), number, at.toEpochMilli(), serializer, manifest));
  }

  private List<String> left() throws SQLException {
    return query(
        """
        select "persistence_id" || ' ' || "event_ser_manifest" from "event_journal"
        order by "ordering"
        """);
  }

  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = Schema.connect(config);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = Schema.connect(config);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
