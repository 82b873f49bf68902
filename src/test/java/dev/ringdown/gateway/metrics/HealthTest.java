package dev.ringdown.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.gateway.api.ApiServer;
import dev.ringdown.gateway.api.ApiServer.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes are told. */
class HealthTest {
  @TempDir private Path folder;

  @Test
  void shouldBeHealthyAndReadyWhileTheJournalAnswers() {
    try (ApiServer server = ApiServer.start(folder)) {
      assertThat(get(server, "/health").status()).isEqualTo(200);
      assertThat(get(server, "/health").text()).isEqualTo("{\"status\":\"UP\"}");

      Reply ready = get(server, "/ready");
      assertThat(ready.status()).isEqualTo(200);
      assertThat(ready.at("/checks/journal")).isEqualTo("UP");
      assertThat(ready.at("/checks/running")).isEqualTo("UP");
    }
  }

  @Test
  void shouldNotBeReadyWhileTheDatabaseIsGone() throws IOException {
    EmbeddedPostgres database = database(0);
    try (ApiServer server = ApiServer.start(journal(database))) {
      assertThat(get(server, "/ready").status()).isEqualTo(200);

      database.close();
      awaitReady(server, 503);
      assertThat(get(server, "/ready").at("/checks/journal")).isEqualTo("DOWN");
      assertThat(get(server, "/health").status()).isEqualTo(200);

      database = database(database.getPort());
      awaitReady(server, 200);
    } finally {
      database.close();
    }
  }

  private EmbeddedPostgres database(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }

  private static Config journal(EmbeddedPostgres database) {
    String url = database.getJdbcUrl("postgres", "postgres");
    return ConfigFactory.parseMap(
            Map.of("ringdown.journal.jdbc.url", url, "ringdown.journal.jdbc.user", "postgres"))
        .withFallback(ConfigFactory.parseResources("postgres.conf"));
  }

  private static void awaitReady(ApiServer server, int status) {
    TestProbe.create(server.ringdown().system())
        .awaitAssert(
            Duration.ofSeconds(60),
            Duration.ofMillis(250),
            () -> assertThat(get(server, "/ready").status()).isEqualTo(status));
  }

  private static Reply get(ApiServer server, String path) {
    return server.send("GET", path, Optional.empty());
  }
}
