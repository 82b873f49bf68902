package dev.ringdown.demo;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Where the demonstration's events are kept. Closing it removes what was only made for it. */
final class Journal implements AutoCloseable {
  private final Config config;
  private final String description;
  private final Optional<Path> temporary;

  private Journal(Config config, String description, Optional<Path> temporary) {
    this.config = config;
    this.description = description;
    this.temporary = temporary;
  }

  /**
   * @param where {@code h2} for a temporary folder, {@code postgres}, or a folder to keep
   */
  static Journal open(String where) throws IOException {
    if (where.equals("postgres")) {
      Config config = load(Map.of(), "postgres");
      return new Journal(
          config,
          "PostgreSQL at " + config.getString("ringdown.journal.jdbc.url"),
          Optional.empty());
    }
    if (where.equals("h2")) {
      Path folder = Files.createTempDirectory("ringdown-demo");
      return new Journal(h2(folder), "H2 in a temporary folder", Optional.of(folder));
    }
    Path folder = Files.createDirectories(Path.of(where)).toAbsolutePath().normalize();
    return new Journal(h2(folder), "H2 in " + folder, Optional.empty());
  }

  /** Settings for an H2 file in this folder. */
  static Config h2(Path folder) {
    return load(
        Map.of("ringdown.journal.jdbc.url", "jdbc:h2:file:" + folder.resolve("ringdown")), "h2");
  }

  /**
   * The first call of a cold engine may take long on a busy machine: nobody is to fail for that.
   */
  private static Config load(Map<String, String> settings, String resource) {
    return ConfigFactory.load(
        ConfigFactory.parseMap(settings)
            .withFallback(
                ConfigFactory.parseMap(Map.of("ringdown.request-timeout", Phone.PATIENCE)))
            .withFallback(ConfigFactory.parseResourcesAnySyntax(resource)));
  }

  /** Of a journal that was only made for this. */
  Path folder() {
    return temporary.orElseThrow();
  }

  /** Settings for the engine. */
  Config config() {
    return config;
  }

  @Override
  public String toString() {
    return description;
  }

  /** Stored events of calls and of users, whose names begin like this; read with plain SQL. */
  long events(String persistenceIdPrefix) {
    Config jdbc = config.getConfig("ringdown.journal.jdbc");
    Properties properties = new Properties();
    jdbc.getObject("properties")
        .unwrapped()
        .forEach((name, value) -> properties.setProperty(name, value.toString()));
    properties.setProperty("user", jdbc.getString("user"));
    properties.setProperty("password", jdbc.getString("password"));
    try (Connection connection = DriverManager.getConnection(jdbc.getString("url"), properties);
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from \"event_journal\" where \"persistence_id\" like '"
                    + persistenceIdPrefix
                    + "%'")) {
      count.next();
      return count.getLong(1);
    } catch (SQLException e) {
      throw new Failure("cannot read the journal: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary.isPresent()) {
      try (Stream<Path> files = Files.walk(temporary.get())) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      }
    }
  }
}
