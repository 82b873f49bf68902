package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The H2 file between processes, at a clean end, and when it takes nothing more. */
class H2FileTest {
  /** How a process ends that was asked to: 128 and the signal's number. */
  private static final int SIGTERM = 143;

  @TempDir Path folder;

  @Test
  void shouldLeaveNothingButItsClosedFile() throws IOException {
    JournalledCalls calls = open();
    assertThat(calls.invite("c1").join()).isInstanceOf(Result.Invited.class);
    calls.close();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("journal.mv.db"));
    }
    try (FileChannel file =
            FileChannel.open(folder.resolve("journal.mv.db"), StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void shouldAnswerUnavailableWhileTheFileTakesNothing() throws SQLException {
    try (JournalledCalls calls = open()) {
      onFile("alter table \"event_journal\" add constraint \"no_space\" check (false) nocheck");
      assertThat(calls.invite("c1").orTimeout(8, TimeUnit.SECONDS).join())
          .matches(JournalledCalls::isUnavailable);

      onFile("alter table \"event_journal\" drop constraint \"no_space\"");
      assertThat(calls.invite("c1").join()).isInstanceOf(Result.Invited.class);
    }
  }

  @Test
  @Timeout(60)
  void shouldRefuseAFileThatAnotherProcessHasOpen() throws Exception {
    Process process = KilledProcess.start(url(), folder);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).startsWith(KilledProcess.ACKNOWLEDGED);

      assertThatThrownBy(() -> Schema.ensure(Databases.h2(url())))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(url())
          .hasMessageContaining("already in use");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  @Timeout(60)
  void shouldWriteUntilTheActorSystemIsDoneWhenAskedToStop() throws Exception {
    Process process = KilledProcess.start(url(), folder);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).startsWith(KilledProcess.ACKNOWLEDGED);
      process.toHandle().destroy();

      assertThat(output.lines()).noneMatch(line -> line.contains("Exception"));
    }
    assertThat(process.waitFor()).isEqualTo(SIGTERM);
  }

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("journal");
  }

  private JournalledCalls open() {
    Schema.ensure(Databases.h2(url()));
    return new JournalledCalls(Databases.h2(url()));
  }

  private void onFile(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "ringdown", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
