package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an H2 file holds whose process is killed right after a commit: a copy of the open file is
 * what the kill leaves. H2 uses space again at once here, instead of after 45 s.
 */
class H2RecoveryTest {
  private static final int COMMITS = 50;

  @TempDir Path folder;

  @Test
  void shouldFindTheLastCommitOfAKilledProcess() throws Exception {
    int lostWithoutRecovery = 0;
    try (Connection writer = connect("journal", ";WRITE_DELAY=0;RETENTION_TIME=0");
        Statement statement = writer.createStatement()) {
      statement.execute(
          "create table \"event\" (\"number\" int primary key, \"padding\" varbinary)");
      for (int i = 1; i <= COMMITS; i++) {
        statement.execute("insert into \"event\" values (" + i + ", secure_rand(2000))");

        killed("as-it-is");
        if (last("as-it-is") < i) {
          lostWithoutRecovery++;
        }
        killed("recovered");
        H2File.recover(url("recovered"), new Properties());
        assertThat(last("recovered")).isEqualTo(i);
      }
    }
    // Once this fails, H2 needs no help any more.
    assertThat(lostWithoutRecovery).isPositive();
  }

  private void killed(String copy) throws IOException {
    Files.write(file(copy), Files.readAllBytes(file("journal")));
  }

  private int last(String name) throws SQLException {
    try (Connection connection = connect(name, ";MAX_COMPACT_TIME=0");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(\"number\"), count(*) from \"event\"")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(row.getInt(2));
      return row.getInt(1);
    }
  }

  private Connection connect(String name, String options) throws SQLException {
    return DriverManager.getConnection(url(name) + options);
  }

  private String url(String name) {
    return "jdbc:h2:file:" + folder.resolve(name);
  }

  private Path file(String name) {
    return folder.resolve(name + ".mv.db");
  }
}
