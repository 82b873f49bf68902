package dev.ringdown.journal;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * How large an H2 journal becomes under a steady load of calls, of three events each, that are
 * purged after 10 s. Arguments: calls a second, seconds, and properties that go before those of
 * {@code h2.conf}, such as {@code RETENTION_TIME=45000}. With {@code -Dnever-compact=true} the file
 * is not compacted.
 */
public final class JournalSize {
  private static final Duration RETENTION = Duration.ofSeconds(10);
  private static final int BATCH = 10;
  private static final String[] MANIFESTS = {"C", "A", "E"};

  private static final String INSERT =
      """
      insert into "event_journal" ("persistence_id", "sequence_number", "writer",
        "write_timestamp", "adapter_manifest", "event_ser_id", "event_ser_manifest",
        "event_payload")
      values (?, ?, '2b0a1f6e-7a43-4b8e-9a55-6f2d3f3d5a11', ?, '', 7401, ?, ?)
      """;

  private final Random random = new Random(1);

  /** As the engine makes them. */
  private final NoArgGenerator callIds = Generators.timeBasedEpochRandomGenerator();

  private JournalSize() {}

  public static void main(String[] args) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("journal-size");
    Config config = Databases.h2(folder);
    if (args.length > 2) {
      config =
          Databases.with(config, "ringdown.journal.jdbc.properties { " + args[2] + " }").resolve();
    }
    Schema.ensure(config);
    Path file = folder.resolve("journal.mv.db");
    try (Connection connection = Schema.connect(config)) {
      new JournalSize()
          .run(config, connection, file, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    }
    System.out.printf("closed: %d MB%n", Files.size(file) / 1_000_000);
    Files.delete(file);
    Files.delete(folder);
  }

  private void run(Config config, Connection connection, Path file, int calls, int seconds)
      throws IOException, SQLException {
    Purge purge = new Purge(config, RETENTION, Clock.systemUTC());
    Compaction compaction = new Compaction(config);
    connection.setAutoCommit(false);
    long begun = System.nanoTime();
    long purging = 0;
    long compacting = 0;
    boolean compacts = !Boolean.getBoolean("never-compact");
    for (int second = 1; second <= seconds; second++) {
      for (int written = 0; written < calls; written += BATCH) {
        write(connection);
      }
      long before = System.nanoTime();
      boolean more = true;
      while (more) {
        more = purge.round();
      }
      purging += System.nanoTime() - before;
      if (compacts) {
        long begins = System.nanoTime();
        compaction.round();
        compacting += System.nanoTime() - begins;
      }
      if (second % 10 == 0) {
        System.out.printf(
            "%d s: %d MB, %d ms purging, %d ms compacting%n",
            second, Files.size(file) / 1_000_000, purging / 1_000_000, compacting / 1_000_000);
      }
      long left = begun + second * 1_000_000_000L - System.nanoTime();
      LockSupport.parkNanos(left);
    }
  }

  /** Some calls side by side, a commit for each step of theirs. */
  private void write(Connection connection) throws SQLException {
    String[] ids = new String[BATCH];
    for (int i = 0; i < BATCH; i++) {
      ids[i] = "call:" + callIds.generate();
    }
    byte[] payload = new byte[130];
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int event = 0; event < MANIFESTS.length; event++) {
        for (String id : ids) {
          random.nextBytes(payload);
          insert.setString(1, id);
          insert.setInt(2, event + 1);
          insert.setLong(3, System.currentTimeMillis());
          insert.setString(4, MANIFESTS[event]);
          insert.setBytes(5, payload);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
    }
  }
}
