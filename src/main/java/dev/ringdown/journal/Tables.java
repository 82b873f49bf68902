package dev.ringdown.journal;

import com.typesafe.config.Config;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables and columns that the journal and the snapshot store use, and whether they exist. */
final class Tables {
  /** "No such table" and "no such schema", as H2 and PostgreSQL number them. */
  private static final Set<String> NO_TABLE =
      Set.of("42S02", "42S03", "42S04", "42P01", "3F000", "90079");

  private record Table(String name, Set<String> columns) {}

  private final List<Table> tables;

  /** As the plugin is configured: names that an application changed there are the ones to find. */
  Tables(Config config) {
    tables =
        List.of(
            table(config.getConfig("jdbc-journal.tables.event_journal")),
            table(config.getConfig("jdbc-journal.tables.event_tag")),
            table(config.getConfig("jdbc-snapshot-store.tables.snapshot")),
            new Table(Checkpoint.table(config), Set.of(Checkpoint.ORDERING, Checkpoint.CALLS)));
  }

  private static Table table(Config table) {
    Set<String> columns =
        table.getConfig("columnNames").entrySet().stream()
            .map(entry -> entry.getValue().unwrapped().toString())
            .collect(Collectors.toUnmodifiableSet());
    return new Table(EventTable.name(table), columns);
  }

  /** Whatever is missing: a table by its name, or a column by "table.column". */
  List<String> missing(Statement statement) throws SQLException {
    List<String> missing = new ArrayList<>();
    for (Table table : tables) {
      Set<String> found = columns(statement, table.name());
      if (found.isEmpty()) {
        missing.add(table.name());
      } else {
        table.columns().stream()
            .filter(column -> !found.contains(column))
            .map(column -> table.name() + "." + EventTable.quoted(column))
            .sorted()
            .forEach(missing::add);
      }
    }
    return missing;
  }

  /** Asked as the plugin asks, so that the database finds what it will find for the plugin. */
  private static Set<String> columns(Statement statement, String table) throws SQLException {
    try (ResultSet nothing = statement.executeQuery("select * from " + table + " where 1 = 0")) {
      ResultSetMetaData columns = nothing.getMetaData();
      Set<String> names = new HashSet<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i));
      }
      return names;
    } catch (SQLException e) {
      if (NO_TABLE.contains(e.getSQLState())) {
        return Set.of();
      }
      throw e;
    }
  }

  void check(Connection connection, Statement statement) throws SQLException {
    List<String> missing = missing(statement);
    if (!missing.isEmpty()) {
      throw new JournalException(
          "expected the journal's tables, but there is no " + String.join(", ", missing), null);
    }
    if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      checkEncoding(statement);
    }
  }

  /** In any other encoding an id that it lacks fails, and with it the events of other calls. */
  private static void checkEncoding(Statement statement) throws SQLException {
    try (ResultSet encoding = statement.executeQuery("show server_encoding")) {
      encoding.next();
      if (!encoding.getString(1).equals("UTF8")) {
        throw new JournalException(
            "expected a database in UTF8, but it is in " + encoding.getString(1), null);
      }
    }
  }
}
