package org.waybill.database;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.problem.Unspoken;

/**
 * The connections under the pool. Payara closes what it pools after the application's class loader,
 * when the drivers cannot load what they need for it: H2 would leave its file as if it had been
 * killed. So the application closes them itself.
 */
final class OpenConnections {
  private static final System.Logger LOG = System.getLogger(OpenConnections.class.getName());

  /** SQLSTATE. */
  private static final String NO_CONNECTION = "08003";

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /**
   * A new one, that is remembered.
   *
   * @throws SQLException also once all have been closed
   */
  Connection open(LastingConnection.Source source) throws SQLException {
    refuseAfterEnd();
    Connection made = source.connect();
    open.removeIf(OpenConnections::isClosed);
    open.add(made);
    if (ended) {
      made.close();
    }
    refuseAfterEnd();
    return made;
  }

  private void refuseAfterEnd() throws SQLException {
    if (ended) {
      throw stopping();
    }
  }

  /** Whoever comes while the application stops is told to come again, as in an outage. */
  static SQLException stopping() {
    return new SQLNonTransientConnectionException("The application stops.", NO_CONNECTION);
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException broken) {
      return true;
    }
  }

  /** For ever; a transaction under way is rolled back. */
  void end() {
    ended = true;
    open.forEach(OpenConnections::close);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException broken) {
      LOG.log(Level.WARNING, "a connection did not close", Unspoken.of(broken));
    }
  }
}
