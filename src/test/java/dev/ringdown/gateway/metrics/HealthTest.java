package dev.ringdown.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.api.ApiServer;
import dev.ringdown.gateway.api.ApiServer.Reply;
import java.nio.file.Path;
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

  private static Reply get(ApiServer server, String path) {
    return server.send("GET", path, Optional.empty());
  }
}
