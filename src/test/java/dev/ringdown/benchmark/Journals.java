package dev.ringdown.benchmark;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** Engines as an application starts them, each with another journal. */
public final class Journals {
  private Journals() {}

  public static Config inMemory() {
    return ConfigFactory.parseString(
            "akka.persistence.journal.plugin = akka.persistence.journal.inmem")
        .withFallback(ConfigFactory.defaultOverrides())
        .withFallback(ConfigFactory.parseResources("start.conf"))
        .withFallback(ConfigFactory.load());
  }

  public static Config h2(Path folder) {
    return of("h2", "jdbc:h2:file:" + folder.resolve("calls"));
  }

  public static Config postgres(EmbeddedPostgres postgres) {
    return of("postgres", postgresUrl(postgres));
  }

  public static String postgresUrl(EmbeddedPostgres postgres) {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /**
   * @param database h2 or postgres
   */
  public static Config of(String database, String url) {
    String user = database.equals("postgres") ? ", user = postgres" : "";
    return ConfigFactory.parseString("ringdown.journal.jdbc { url = \"" + url + "\"" + user + " }")
        .withFallback(ConfigFactory.defaultOverrides())
        .withFallback(ConfigFactory.parseResources(database + ".conf"))
        .withFallback(ConfigFactory.parseResources("start.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  /** As a server in production: the embedded one would not sync its log to the disk otherwise. */
  public static EmbeddedPostgres syncedPostgres(Path folder) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }
}
