package dev.ringdown.kill;

import com.typesafe.config.Config;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The events of calls, as they lie in the database; read beside the engine. */
public final class Rows {
  private static final String PREFIX = "call:";

  private final Config jdbc;

  /**
   * @param config where {@code ringdown.journal.jdbc} says which database
   */
  public Rows(Config config) {
    jdbc = config.getConfig("ringdown.journal.jdbc");
  }

  public Set<String> calls() {
    return callIds("select distinct \"persistence_id\" from \"event_journal\" where %s");
  }

  /** Calls that are not done with. */
  public Set<String> open() {
    return having("sum(case when \"event_ser_manifest\" in ('E', 'S') then 1 else 0 end) = 0");
  }

  /** Calls that ended, or were settled, more than once. */
  public Set<String> doubles() {
    return having(
        "sum(case when \"event_ser_manifest\" in ('E', 'EM') then 1 else 0 end) > 1"
            + " or sum(case when \"event_ser_manifest\" = 'S' then 1 else 0 end) > 1");
  }

  /** When the end of each call was written that has one. */
  public Map<String, Instant> ends() {
    Map<String, Instant> ends = new HashMap<>();
    String query =
        "select \"persistence_id\", \"write_timestamp\" from \"event_journal\""
            + " where %s and \"event_ser_manifest\" in ('E', 'EM')";
    read(
        query,
        row ->
            ends.put(
                row.getString(1).substring(PREFIX.length()), Instant.ofEpochMilli(row.getLong(2))));
    return ends;
  }

  private Set<String> having(String condition) {
    return callIds(
        "select \"persistence_id\" from \"event_journal\" where %s group by \"persistence_id\""
            + " having "
            + condition);
  }

  private Set<String> callIds(String query) {
    Set<String> ids = new HashSet<>();
    read(query, row -> ids.add(row.getString(1).substring(PREFIX.length())));
    return ids;
  }

  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private void read(String query, Reader reader) {
    String ofCalls = "\"persistence_id\" like '" + PREFIX + "%'";
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query.replace("%s", ofCalls))) {
      while (row.next()) {
        reader.read(row);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the journal", e);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    jdbc.getObject("properties")
        .unwrapped()
        .forEach((name, value) -> properties.setProperty(name, value.toString()));
    properties.setProperty("user", jdbc.getString("user"));
    properties.setProperty("password", jdbc.getString("password"));
    return DriverManager.getConnection(jdbc.getString("url"), properties);
  }
}
