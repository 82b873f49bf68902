package dev.ringdown.journal;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The journal's tables in H2 and PostgreSQL. */
public final class Schema {
  /** Any number that all nodes agree on; PostgreSQL lets one of them make the tables at a time. */
  private static final long LOCK = 0x52696e67646f776eL;

  private Schema() {}

  /**
   * Makes the tables that are not there yet, unless {@code ringdown.journal.create-schema = off};
   * checks that they are as the journal needs them. Tables that are complete are left alone: nobody
   * needs the right to make them. An H2 file whose process was killed is recovered first. Blocks
   * for as long as the database needs; several nodes may call it at once. Does nothing where the
   * journal is not {@code jdbc-journal}.
   *
   * @throws JournalException if no journal is configured, or the database cannot be reached, or
   *     lacks a table or a column that it should have
   */
  public static void ensure(Config config) {
    String plugin = config.getString("akka.persistence.journal.plugin");
    if (plugin.isEmpty()) {
      throw new JournalException(
          "expected a journal, but akka.persistence.journal.plugin is empty: application.conf may"
              + " begin with include \"h2.conf\" or include \"postgres.conf\"",
          null);
    }
    if (!isUsed(config)) {
      return;
    }
    try {
      complete(config);
    } catch (SQLException e) {
      throw new JournalException(
          "expected a journal at "
              + config.getString("ringdown.journal.jdbc.url")
              + ", but: "
              + e.getMessage(),
          e);
    }
  }

  /** Whether the journal is {@code jdbc-journal}. */
  public static boolean isUsed(Config config) {
    return config.getString("akka.persistence.journal.plugin").equals("jdbc-journal");
  }

  private static void complete(Config config) throws SQLException {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement()) {
      Tables tables = new Tables(config);
      String database = connection.getMetaData().getDatabaseProductName();
      // H2's user may always make tables, and a query that fails leaves a trace file beside H2's.
      if (config.getBoolean("ringdown.journal.create-schema")
          && (database.equals("H2") || !tables.missing(statement).isEmpty())) {
        create(database, connection, statement);
      }
      tables.check(connection, statement);
    }
  }

  /** Whether the journal is an H2 file that this process opens itself. */
  static boolean isInFile(Config config) {
    Config jdbc = config.getConfig("ringdown.journal.jdbc");
    try {
      return H2File.isAt(jdbc.getString("url"), properties(jdbc));
    } catch (SQLException e) {
      throw new JournalException("expected a url that H2 takes, but: " + e.getMessage(), e);
    }
  }

  /** A connection beside the pool, for what is not a call's business. */
  static Connection connect(Config config) throws SQLException {
    Config jdbc = config.getConfig("ringdown.journal.jdbc");
    return DriverManager.getConnection(jdbc.getString("url"), properties(jdbc));
  }

  /** As the pool will connect: an H2 file is opened once, with the settings of who came first. */
  private static Properties properties(Config jdbc) {
    Properties properties = new Properties();
    jdbc.getObject("properties")
        .unwrapped()
        .forEach((name, value) -> properties.setProperty(name, value.toString()));
    properties.setProperty("user", jdbc.getString("user"));
    properties.setProperty("password", jdbc.getString("password"));
    return properties;
  }

  private static void create(String database, Connection connection, Statement statement)
      throws SQLException {
    connection.setAutoCommit(false);
    if (database.equals("PostgreSQL")) {
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
    }
    for (String sql : script(database).split(";")) {
      if (!sql.isBlank()) {
        statement.execute(sql);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static String script(String database) {
    String name =
        switch (database) {
          case "H2" -> "h2.sql";
          case "PostgreSQL" -> "postgresql.sql";
          default ->
              throw new JournalException("expected H2 or PostgreSQL, but it is " + database, null);
        };
    try (InputStream script = Schema.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
