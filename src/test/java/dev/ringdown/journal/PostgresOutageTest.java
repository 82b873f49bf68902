package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away under a running actor system, and comes back. */
class PostgresOutageTest {
  /** connectionTimeout is 3 s, the breaker's call-timeout 5 s. */
  private static final Duration QUICK = Duration.ofSeconds(8);

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @TempDir Path folder;

  private int port;
  private EmbeddedPostgres server;
  private ActorTestKit testKit;
  private TestProbe<Notebook.Kept> reader;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = startServer();
    Config config =
        ConfigFactory.parseString(
                "ringdown.journal.jdbc { user = postgres, url = \""
                    + server.getJdbcUrl("postgres", "postgres")
                    + "\" }")
            .withFallback(ConfigFactory.parseResources("postgres.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    Schema.ensure(config);
    testKit = ActorTestKit.create("outage", config);
    reader = testKit.createTestProbe();
  }

  @AfterEach
  void stop() throws IOException {
    testKit.shutdownTestKit();
    server.close();
  }

  @Test
  void shouldFailQuicklyAndWorkAgainByItself() throws IOException {
    ActorRef<Notebook.Add> open = testKit.spawn(Notebook.create("diary"));
    open.tell(new Notebook.Add("before", reader.ref()));
    assertThat(reader.receiveMessage(QUICK).lines()).containsExactly("before");

    server.close();

    open.tell(new Notebook.Add("lost", reader.ref()));
    reader.expectTerminated(open, QUICK);
    // As many as open the circuit breaker.
    List<ActorRef<Notebook.Add>> others =
        IntStream.range(0, 20).mapToObj(i -> testKit.spawn(Notebook.create("other-" + i))).toList();
    others.forEach(other -> reader.expectTerminated(other, QUICK));
    reader.expectTerminated(testKit.spawn(Notebook.create("refused")), AT_ONCE);

    server = startServer();

    Notebook.Kept kept =
        reader.awaitAssert(
            Duration.ofSeconds(20),
            Duration.ofMillis(250),
            () -> {
              testKit.spawn(Notebook.create("diary")).tell(new Notebook.Add("x", reader.ref()));
              return reader.receiveMessage(AT_ONCE);
            });
    assertThat(kept.lines()).startsWith("before").doesNotContain("lost");
  }

  private EmbeddedPostgres startServer() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }
}
