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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an H2 file holds whose process is killed right after a commit: a copy of the open file is
 * what the kill leaves. H2 uses space again at once here, instead of after 5 s. H2 2.5.252 loses
 * the last commit of most of these.
 */
class H2RecoveryTest {
  private static final int COMMITS = 50;

  @TempDir Path folder;

  @Test
  void shouldFindTheLastCommitOfAKilledProcess() throws Exception {
    try (Connection writer = connect("journal", ";WRITE_DELAY=0;RETENTION_TIME=0");
        Statement statement = writer.createStatement()) {
      statement.execute(
          "create table \"event\" (\"number\" int primary key, \"padding\" varbinary)");
      for (int i = 1; i <= COMMITS; i++) {
        statement.execute("insert into \"event\" values (" + i + ", secure_rand(2000))");
        killed("killed");
        assertThat(last("killed")).isEqualTo(i);
      }
    }
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
