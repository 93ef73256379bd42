package org.waybill.problem;

import java.sql.SQLException;

/** The database is away: nobody's fault here, and over some time. */
public final class Outage {
  private Outage() {}

  public static boolean isCauseOf(Throwable fault) {
    return Faults.any(fault, cause -> cause instanceof SQLException failure && isAway(failure));
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
