package dev.ringdown.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;

/** Configurations of journals in databases of a test. */
final class Databases {
  private Databases() {}

  static Config h2(Path folder) {
    return h2("jdbc:h2:file:" + folder.resolve("journal"));
  }

  static Config h2(String url) {
    return config("h2", "url = \"" + url + "\"");
  }

  static Config postgres(EmbeddedPostgres postgres) {
    return postgres(postgres, "postgres");
  }

  static Config postgres(EmbeddedPostgres postgres, String user) {
    String url = postgres.getJdbcUrl(user, "postgres");
    return config("postgres", "url = \"" + url + "\", user = " + user);
  }

  private static Config config(String file, String jdbc) {
    return with(
            ConfigFactory.parseResources(file + ".conf")
                .withFallback(ConfigFactory.defaultReference()),
            "ringdown.journal.jdbc { " + jdbc + " }")
        .resolve();
  }

  /** The configuration, but with this. */
  static Config with(Config config, String change) {
    return ConfigFactory.parseString(change).withFallback(config);
  }
}
