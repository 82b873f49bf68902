package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import dev.ringdown.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a call of three events (created, accepted, ended) costs: statements, and bytes. */
class JournalCostTest {
  private static final int CALLS = 1000;

  @TempDir Path folder;

  @Test
  void shouldCostFourStatementsInH2() throws Exception {
    Config config = Databases.h2(folder);
    run(config);

    String url = config.getString("ringdown.journal.jdbc.url");
    try (Connection connection = DriverManager.getConnection(url, "ringdown", "");
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown compact");
    }
    assertThat(Files.size(folder.resolve("journal.mv.db")) / CALLS).isLessThan(800);
  }

  @Test
  void shouldCostFourStatementsInPostgreSql() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      run(Databases.postgres(server));

      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet size =
              statement.executeQuery("select pg_total_relation_size('event_journal')")) {
        size.next();
        assertThat(size.getLong(1) / CALLS).isLessThan(1500);
      }
    }
  }

  private static void run(Config config) {
    Schema.ensure(config);
    try (JournalledCalls calls = new JournalledCalls(config)) {
      calls.invite("first").join();

      assertThat(statements(() -> calls.invite("c"))).containsExactly("select", "insert");
      assertThat(statements(() -> calls.accept("c"))).containsExactly("insert");
      assertThat(statements(() -> calls.end("c"))).containsExactly("insert");
      calls.stop("c");
      assertThat(statements(() -> calls.look("c"))).containsExactly("select", "select");

      CompletableFuture.allOf(
              IntStream.range(2, CALLS)
                  .mapToObj(i -> whole(calls, "c" + i))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
  }

  private static CompletableFuture<Result> whole(JournalledCalls calls, String callId) {
    return calls
        .invite(callId)
        .thenCompose(invited -> calls.accept(callId))
        .thenCompose(accepted -> calls.end(callId));
  }

  /** The first word of each statement that is sent until the answer is there. */
  private static List<String> statements(Supplier<CompletableFuture<Result>> request) {
    Logger sql = (Logger) LoggerFactory.getLogger("slick.jdbc.JdbcBackend.statement");
    ListAppender<ILoggingEvent> sent = new ListAppender<>();
    sent.start();
    sql.setAdditive(false);
    sql.setLevel(Level.DEBUG);
    sql.addAppender(sent);
    try {
      request.get().join();
    } finally {
      sql.detachAppender(sent);
      sql.setLevel(null);
    }
    return sent.list.stream()
        .map(event -> event.getFormattedMessage().replace("Preparing statement: ", ""))
        .map(statement -> statement.substring(0, statement.indexOf(' ')))
        .toList();
  }
}
