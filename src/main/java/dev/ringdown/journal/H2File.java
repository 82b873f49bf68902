package dev.ringdown.journal;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.h2.engine.ConnectionInfo;
import org.h2.message.DbException;

/** The file of an H2 database, as its url names it. */
final class H2File {
  private H2File() {}

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
}
