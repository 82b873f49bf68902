package dev.ringdown.journal;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Keeps an H2 file small while it is open, and on the disk.
 *
 * <p>H2 writes each commit into a new place, with the pages around it; the old place is free once
 * all of its pages were replaced. Without this one page that is still needed keeps thirty that are
 * not: H2 rewrites such pages in a thread that it does not have where every commit is written at
 * once ({@code WRITE_DELAY=0}). For one thread at a time.
 */
public final class Compaction {
  /** Short: where commits wait for each other, a round may find no room between two of them. */
  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** When the disk is told to have what was written. */
  private static final Duration FORCED = Duration.ofSeconds(1);

  /**
   * Percent of the file's pages that are in use; with more it is left alone. With 50 as much would
   * be rewritten as is written.
   */
  private static final int ENOUGH = 25;

  /** What one round rewrites, more or less, in bytes: commits wait meanwhile. */
  private static final int AT_MOST = 256 << 10;

  private final Config config;
  private Optional<MVStore> file = Optional.empty();
  private long seen = -1;
  private boolean unforced;
  private long forced = System.nanoTime() - FORCED.toNanos();

  Compaction(Config config) {
    this.config = config;
  }

  /** Does nothing where the journal is not in an H2 file that this process has open. */
  public static Behavior<Rounds.Command> keeper(Config config) {
    return Schema.isInFile(config)
        ? Rounds.create("compact the journal's file", new Compaction(config)::round, INTERVAL)
        : Behaviors.empty();
  }

  /**
   * Rewrites some of what keeps space, and lets the disk have all that was written until now.
   *
   * @return whether there may be more
   * @throws JournalException if the database fails
   */
  boolean round() {
    if (file.isEmpty() || file.get().isClosed()) {
      file = open();
    }
    return file.filter(this::compact).isPresent();
  }

  private boolean compact(MVStore store) {
    try {
      boolean more = !store.isClosed() && rewrite(store);
      if (unforced && System.nanoTime() - forced >= FORCED.toNanos()) {
        store.sync();
        forced = System.nanoTime();
        unforced = false;
      }
      return more;
    } catch (MVStoreException e) {
      if (store.isClosed()) {
        return false;
      }
      throw new JournalException("expected to compact the file, but: " + e.getMessage(), e);
    }
  }

  /** Where nothing was written, there is no more to gain than the last time. */
  private boolean rewrite(MVStore store) {
    if (store.getCurrentVersion() == seen) {
      return false;
    }
    boolean more = store.compact(ENOUGH, AT_MOST);
    store.commit();
    seen = store.getCurrentVersion();
    unforced = true;
    return more;
  }

  /** Empty where another process has opened it, as H2's {@code AUTO_SERVER} lets it. */
  private Optional<MVStore> open() {
    try (Connection connection = Schema.connect(config)) {
      return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
          ? Optional.of(session.getDatabase().getStore().getMvStore())
          : Optional.empty();
    } catch (SQLException e) {
      throw new JournalException("expected to find the file, but: " + e.getMessage(), e);
    }
  }
}
