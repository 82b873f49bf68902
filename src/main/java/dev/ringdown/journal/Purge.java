package dev.ringdown.journal;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes calls from the journal that were done with longer ago than the retention: all rows of a
 * call at once, or none. Calls that run or owe missed calls stay, and so does whatever is no call.
 * For one thread at a time. One in a cluster is enough; more do no harm.
 *
 * <p>It reads the journal upwards and remembers how far it came, so that what stays is read once,
 * not every time. It may begin anew at any time, and several may run at once: nothing but what it
 * has seen to be old is removed, not even from a new call with the same id.
 */
public final class Purge {
  /** Rows that are read at a time; so many calls at most are removed by one statement. */
  static final int PAGE = 500;

  /** So that a round takes well below a second, and a stop does not wait for long. */
  private static final int PAGES_PER_ROUND = 10;

  private final Config config;
  private final Duration retention;
  private final Clock clock;
  private final String page;
  private final String removal;
  private long readUpTo = Long.MIN_VALUE;

  /** One page of old rows: where it ends, which calls are done with, and whether that was all. */
  private record Page(long end, List<String> doneWith, boolean isLast) {}

  /**
   * Only where the journal is {@code jdbc-journal}; where nothing is ever too old, it does nothing.
   */
  public static Behavior<Rounds.Command> keeper(PurgeRules rules, Clock clock, Config config) {
    return rules
        .retention()
        .map(
            retention ->
                Rounds.create(
                    "remove ended calls from the journal",
                    new Purge(config, retention, clock)::round,
                    rules.interval()))
        .orElseGet(Behaviors::empty);
  }

  Purge(Config config, Duration retention, Clock clock) {
    this.config = config;
    this.retention = retention;
    this.clock = clock;
    EventTable table = new EventTable(config);
    page =
        """
        select %1$s, %2$s, %3$s, %4$s = %5$d and %6$s in (%7$s)
        from %8$s where %1$s > ? order by %1$s limit %9$d
        """
            .formatted(
                table.column("ordering"),
                table.column("writeTimestamp"),
                table.column("persistenceId"),
                table.column("eventSerId"),
                CallRows.serializer(config),
                table.column("eventSerManifest"),
                CallRows.DONE,
                table.name(),
                PAGE);
    removal =
        "delete from %s where %s = any(?) and %s <= ?"
            .formatted(table.name(), table.column("persistenceId"), table.column("ordering"));
  }

  /**
   * Removes some of what is old. Blocks for as long as the database needs.
   *
   * @return whether there may be more
   * @throws JournalException if the database fails; the next round begins where this one failed
   */
  boolean round() {
    try (Connection connection = Schema.connect(config)) {
      for (int i = 0; i < PAGES_PER_ROUND; i++) {
        Page old = read(connection, clock.instant().minus(retention).toEpochMilli());
        remove(connection, old);
        readUpTo = old.end();
        if (old.isLast()) {
          return false;
        }
      }
      return true;
    } catch (SQLException e) {
      throw new JournalException("expected to remove ended calls, but: " + e.getMessage(), e);
    }
  }

  /** What is younger ends the page: whatever follows it is about as young. */
  private Page read(Connection connection, long oldest) throws SQLException {
    long end = readUpTo;
    int rows = 0;
    List<String> doneWith = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(page)) {
      select.setLong(1, readUpTo);
      try (ResultSet row = select.executeQuery()) {
        while (row.next() && row.getLong(2) < oldest) {
          end = row.getLong(1);
          rows++;
          String persistenceId = row.getString(3);
          if (row.getBoolean(4) && CallRows.isCall(persistenceId)) {
            doneWith.add(persistenceId);
          }
        }
      }
    }
    return new Page(end, doneWith, rows < PAGE);
  }

  /** Not what was written after the page: it belongs to a new call, by the id of a purged one. */
  private void remove(Connection connection, Page old) throws SQLException {
    if (!old.doneWith().isEmpty()) {
      try (PreparedStatement delete = connection.prepareStatement(removal)) {
        delete.setArray(1, connection.createArrayOf("varchar", old.doneWith().toArray()));
        delete.setLong(2, old.end());
        delete.executeUpdate();
      }
    }
  }
}
