package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file stays small while it is open, and loses nothing by it. */
class CompactionTest {
  private static final int EVENTS = 4_000;

  @TempDir Path folder;

  private Config inFile(String name) {
    return Databases.with(
            Databases.h2("jdbc:h2:file:" + folder.resolve(name)),
            "ringdown.journal.jdbc.properties.RETENTION_TIME = \"0\"")
        .resolve();
  }

  private long size(String name) throws IOException {
    return Files.size(folder.resolve(name + ".mv.db"));
  }

  private static PreparedStatement prepare(Connection connection) throws SQLException {
    return connection.prepareStatement(
        """
        insert into "event_journal" ("persistence_id", "sequence_number", "writer",
          "write_timestamp", "adapter_manifest", "event_ser_id", "event_ser_manifest",
          "event_payload")
        values (?, 1, '', 0, '', 1, '', ?)
        """);
  }

  /** The size of the file when many events were written, a commit each. */
  private long write(String name, boolean compact) throws SQLException, IOException {
    Config config = inFile(name);
    Schema.ensure(config);
    Compaction compaction = new Compaction(config);
    Random random = new Random(1);
    try (Connection connection = Schema.connect(config);
        PreparedStatement insert = prepare(connection)) {
      for (int i = 1; i <= EVENTS; i++) {
        insert.setString(1, new UUID(random.nextLong(), random.nextLong()).toString());
        insert.setBytes(2, new byte[130]);
        insert.executeUpdate();
        if (compact && i % 10 == 0) {
          compaction.round();
        }
      }
      return size(name);
    }
  }

  private int count(String name) throws SQLException {
    try (Connection connection = Schema.connect(inFile(name));
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from \"event_journal\" where \"sequence_number\" = 1")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void shouldKeepTheFileSmall() throws SQLException, IOException {
    long left = write("left", false);
    long compacted = write("compacted", true);

    assertThat(compacted).isLessThan(left / 4);
    assertThat(count("compacted")).isEqualTo(EVENTS);
  }

  @Test
  void shouldWriteNothingWhereNothingWasWritten() throws SQLException {
    Config config = inFile("idle");
    Schema.ensure(config);
    Compaction compaction = new Compaction(config);
    try (Connection connection = Schema.connect(config)) {
      compaction.round();
      long before = version(connection);
      compaction.round();
      assertThat(version(connection)).isEqualTo(before);
    }
  }

  @Test
  void shouldFindTheFileAgainThatWasClosed() throws SQLException, IOException {
    Config config = inFile("closed");
    Schema.ensure(config);
    Compaction compaction = new Compaction(config);
    for (int i = 0; i < 2; i++) {
      try (Connection connection = Schema.connect(config)) {
        long before = version(connection);
        compaction.round();
        assertThat(version(connection)).isGreaterThan(before);
      }
    }
  }

  @Test
  void shouldLeaveOtherJournalsAlone() throws IOException {
    assertThat(Compaction.keeper(Databases.h2("jdbc:h2:mem:"))).isSameAs(Behaviors.empty());
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      assertThat(Compaction.keeper(Databases.postgres(server))).isSameAs(Behaviors.empty());
    }
  }

  private static long version(Connection connection) throws SQLException {
    return ((org.h2.engine.SessionLocal)
            connection.unwrap(org.h2.jdbc.JdbcConnection.class).getSession())
        .getDatabase()
        .getStore()
        .getMvStore()
        .getCurrentVersion();
  }
}
