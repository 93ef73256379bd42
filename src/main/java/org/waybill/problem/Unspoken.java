package org.waybill.problem;

import java.sql.SQLException;

/**
 * A fault as the log may have it. What a database says of a statement that failed may hold the
 * values that it was given, numbers and texts among them: of such a fault only the kinds, the
 * states and the places are kept.
 */
public final class Unspoken extends Exception {
  private static final long serialVersionUID = 1L;

  private Unspoken(Throwable fault) {
    super(kind(fault), fault.getCause() == null ? null : new Unspoken(fault.getCause()));
    setStackTrace(fault.getStackTrace());
  }

  /** The fault itself, unless a database had a part in it. */
  public static Throwable of(Throwable fault) {
    return Faults.any(fault, SQLException.class::isInstance) ? new Unspoken(fault) : fault;
  }

  /** In a word or two, where a line has to do: the kind and the state of what caused it first. */
  public static String rootOf(Throwable fault) {
    Throwable root = fault;
    for (Throwable cause = fault; cause != null; cause = Faults.behind(root)) {
      root = cause;
    }
    return kind(root);
  }

  private static String kind(Throwable fault) {
    String name = fault.getClass().getName();
    return fault instanceof SQLException sql ? name + " " + sql.getSQLState() : name;
  }
}
