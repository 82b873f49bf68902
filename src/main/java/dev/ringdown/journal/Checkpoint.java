package dev.ringdown.journal;

import com.typesafe.config.Config;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the search for open calls begins: no call is open but those named here, and those with an
 * event that is numbered higher. It outlives the process, so that the search after a failure reads
 * some minutes of the journal, not all of it. The newest row counts.
 *
 * @param persistenceIds some may be done with by now
 */
record Checkpoint(long ordering, Set<String> persistenceIds) {
  static final String NAME = "ringdown_sweep";
  static final String ORDERING = "ordering";
  static final String CALLS = "calls";

  /** No id has one in it. */
  private static final String BETWEEN = "\n";

  static String table(Config config) {
    String schema = config.getString("jdbc-journal.tables.event_journal.schemaName");
    String name = EventTable.quoted(NAME);
    return schema.isEmpty() ? name : EventTable.quoted(schema) + "." + name;
  }

  static Checkpoint read(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select \"%s\", \"%s\" from %s order by 1 desc limit 1"
                    .formatted(ORDERING, CALLS, table))) {
      if (!row.next()) {
        return new Checkpoint(0, Set.of());
      }
      String ids = row.getString(2);
      List<String> calls = ids.isEmpty() ? List.of() : List.of(ids.split(BETWEEN));
      return new Checkpoint(row.getLong(1), new LinkedHashSet<>(calls));
    }
  }

  static void write(Connection connection, String table, long ordering, Collection<String> calls)
      throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement(
                "delete from %s where \"%s\" <= ?".formatted(table, ORDERING));
        PreparedStatement insert =
            connection.prepareStatement("insert into " + table + " values (?, ?)")) {
      delete.setLong(1, ordering);
      delete.executeUpdate();
      insert.setLong(1, ordering);
      insert.setString(2, String.join(BETWEEN, calls));
      insert.executeUpdate();
    }
  }
}
