package org.waybill.problem;

import java.sql.SQLException;
import java.util.stream.Stream;

/** The database is away: nobody's fault here, and over some time. */
public final class Outage {
  private Outage() {}

  /** WildFly only suppresses why a transaction could not be committed. */
  public static boolean isCauseOf(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof SQLException failure && isAway(failure)
                    || Stream.of(cause.getSuppressed()).anyMatch(Outage::isCauseOf));
  }

  /**
   * Class 08 is a broken connection, 57P a PostgreSQL that stops or starts, 25P03 one that ended
   * the transaction because this node was frozen in it. Without a state it is the server's pool
   * that had no connection to give.
   */
  private static boolean isAway(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("25P03");
  }
}
