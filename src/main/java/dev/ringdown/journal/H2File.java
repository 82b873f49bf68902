package dev.ringdown.journal;

import java.sql.SQLException;
import java.util.Properties;
import org.h2.engine.ConnectionInfo;
import org.h2.message.DbException;

/** The file of an H2 database, as its url names it. */
final class H2File {
  private H2File() {}

  /**
   * Whether the database at this url is a file that this process opens itself.
   *
   * @throws SQLException if H2 refuses the url
   */
  static boolean isAt(String url, Properties properties) throws SQLException {
    if (!url.startsWith("jdbc:h2:")) {
      return false;
    }
    ConnectionInfo database = parse(url, properties);
    return database.isPersistent() && !database.isRemote();
  }

  private static ConnectionInfo parse(String url, Properties properties) throws SQLException {
    try {
      return new ConnectionInfo(url, properties, null, null);
    } catch (DbException e) {
      throw e.getSQLException();
    }
  }
}
