package dev.ringdown.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.h2.engine.ConnectionInfo;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an H2 database, before the database opens it.
 *
 * <p>H2 2.2.220 to 2.5.252 may open the file of a killed process without the last commits, although
 * they are in it: where a commit is written into space that is used again, the file's header is
 * written too, but it names the commit before. H2's recovery finds the last one, and is not used by
 * itself; so it is used here.
 */
final class H2File {
  private static final Logger log = LoggerFactory.getLogger(H2File.class);

  private H2File() {}

  /**
   * Lets the database at this url find every commit that is in its file. Does nothing where that is
   * no file, an encrypted one, or one that another process has open or H2 cannot read: opening it
   * then says so.
   *
   * @throws SQLException if H2 refuses the url
   */
  static void recover(String url, Properties properties) throws SQLException {
    Optional<ConnectionInfo> database = find(url, properties);
    if (database.isEmpty() || database.get().getProperty("CIPHER", null) != null) {
      return;
    }
    String file = database.get().getName() + ".mv.db";
    if (!Files.exists(Path.of(file))) {
      return;
    }
    try {
      recover(file);
    } catch (MVStoreException e) {
      log.debug("Left {} as it is", file, e);
    }
  }

  /**
   * The database at this url, if it is a file that this process may open.
   *
   * @throws SQLException if H2 refuses the url
   */
  static Optional<ConnectionInfo> find(String url, Properties properties) throws SQLException {
    return url.startsWith("jdbc:h2:")
        ? Optional.of(parse(url, properties)).filter(it -> it.isPersistent() && !it.isRemote())
        : Optional.empty();
  }

  private static ConnectionInfo parse(String url, Properties properties) throws SQLException {
    try {
      return new ConnectionInfo(url, properties, null, null);
    } catch (DbException e) {
      throw e.getSQLException();
    }
  }

  private static void recover(String file) {
    long found;
    try (MVStore store = store(file).readOnly().open()) {
      if (store.getStoreHeader().containsKey("clean")) {
        return;
      }
      found = store.getCurrentVersion();
    }
    // Reads the whole file.
    long last;
    try (MVStore store = store(file).recoveryMode().readOnly().open()) {
      last = store.getCurrentVersion();
    }
    if (last > found) {
      // Closing it writes the header anew.
      store(file).recoveryMode().open().close();
      log.info("Found the last {} commits of a process that was killed", last - found);
    }
  }

  private static MVStore.Builder store(String file) {
    return new MVStore.Builder().fileName(file).autoCommitDisabled();
  }
}
