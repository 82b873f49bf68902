package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an H2 file holds after its process was killed while writing (SIGKILL on Unix). */
class KilledProcessTest {
  private static final int ENOUGH = 5000;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void shouldKeepEveryAcknowledgedEvent() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("journal");
    Set<String> acknowledged = new HashSet<>();

    Process process = KilledProcess.start(url, folder);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = output.readLine()) != null) {
        // The dot tells a whole line from one that the kill cut off.
        if (line.startsWith(KilledProcess.ACKNOWLEDGED) && line.endsWith(" .")) {
          acknowledged.add(line.substring(KilledProcess.ACKNOWLEDGED.length(), line.length() - 2));
          if (acknowledged.size() == ENOUGH) {
            // Not by the process itself: that would close the output before its end is read.
            process.toHandle().destroyForcibly();
          }
        }
      }
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
    assertThat(stored(url)).containsAll(acknowledged);
  }

  private static Set<String> stored(String url) throws SQLException {
    Set<String> stored = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(url, "ringdown", "");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select "persistence_id", "sequence_number" from "event_journal"
                """)) {
      while (row.next()) {
        stored.add(row.getString(1) + " " + row.getLong(2));
      }
    }
    return stored;
  }
}
