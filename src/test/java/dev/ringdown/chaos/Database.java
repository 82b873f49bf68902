package dev.ringdown.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The PostgreSQL server under the cluster: it dies, hangs, and comes back. */
final class Database implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final EmbeddedPostgres server;
  private final List<String> command = new ArrayList<>();

  /**
   * @param server runs, and syncs its log
   */
  Database(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
    port = server.getPort();
    ProcessHandle.Info info = first().info();
    if (Shell.isRoot()) {
      // It refuses to run as root.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(info.command().orElseThrow());
    command.addAll(List.of(info.arguments().orElseThrow()));
  }

  /** Lets others in than this machine's own address. */
  void opensTo(String network) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set listen_addresses = '*'");
      Files.writeString(
          folder.resolve("pg_hba.conf"),
          "\nhost all all " + network + " trust\n",
          StandardOpenOption.APPEND);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot open the database to " + network, e);
    }
    dies();
    comesBack();
  }

  int port() {
    return port;
  }

  /** SIGQUIT: it ends without a goodbye, and recovers from its log when it starts again. */
  void dies() {
    ProcessHandle first = first();
    Signal.QUIT.to(Stream.of(first));
    first.onExit().join();
  }

  /** By the command that started it; the kit that did so would not start on a folder twice. */
  void comesBack() {
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (!answers()) {
      Site.await(Duration.ofMillis(200));
    }
  }

  private boolean answers() {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Its connections stay open, and nothing is answered. */
  void hangs() {
    // Its first process before the others: a stopped one starts no more.
    Signal.STOP.to(Stream.of(first()));
    Signal.STOP.to(first().descendants());
  }

  void goesOn() {
    Signal.CONT.to(Stream.concat(Stream.of(first()), first().descendants()));
  }

  /** It does a little, and then nothing for much longer, again and again for so long. */
  void crawls(Duration length) {
    Instant end = Instant.now().plus(length);
    while (Instant.now().isBefore(end)) {
      hangs();
      Site.await(Duration.ofMillis(400));
      goesOn();
      Site.await(Duration.ofMillis(40));
    }
  }

  private ProcessHandle first() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever was done to it last, it can be closed by who started it. */
  @Override
  public void close() {
    goesOn();
  }
}
