package org.waybill.bench.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import org.waybill.bench.callback.Callbacks;

/**
 * What the database must say after a run: of each message as many reports in the ledger as were
 * answered 200, and the state that these reports end in.
 */
public final class Expected {
  private static final int BATCH = 1_000;

  /** Row by row, for H2 makes no plan that reads a table once. */
  private static final String REPORTS =
      "(select count(*) from report r where r.address_id = e.attempt_id)";

  private static final String WAYBILL_LEDGER =
      "select coalesce(sum(" + REPORTS + "), 0) from expected e";
  private static final String WAYBILL_WRONG =
      "select count(*) from expected e left join attempt a on a.id = e.attempt_id"
          + " left join message m on m.id = a.message_id"
          + " where a.status is distinct from e.status or m.status is distinct from e.status or "
          + REPORTS
          + " <> e.reports";
  private static final String NAIVE_REPORTS =
      "(select count(*) from naive_report r where r.attempt_id = e.attempt_id)";
  private static final String NAIVE_LEDGER = WAYBILL_LEDGER.replace(REPORTS, NAIVE_REPORTS);
  private static final String NAIVE_WRONG =
      "select count(*) from expected e left join naive_message m on m.attempt_id = e.attempt_id"
          + " where m.status is distinct from e.status or "
          + NAIVE_REPORTS
          + " <> e.reports";

  private final Callbacks callbacks;
  private final int[] reports;
  private final int[] lastStep;
  private final int confirmed;

  /**
   * @param confirmed the places of the callbacks that were answered 200
   */
  public Expected(Callbacks callbacks, BitSet confirmed) {
    this.callbacks = callbacks;
    this.confirmed = confirmed.cardinality();
    reports = new int[callbacks.messages().size()];
    lastStep = new int[reports.length];
    Arrays.fill(lastStep, -1);
    confirmed.stream()
        .forEach(
            place -> {
              int message = callbacks.messageAt(place);
              reports[message]++;
              lastStep[message] = Math.max(lastStep[message], callbacks.stepAt(place));
            });
  }

  public Found inWaybill(Connection connection) throws SQLException {
    return found(connection, WAYBILL_LEDGER, WAYBILL_WRONG);
  }

  public Found inNaive(Connection connection) throws SQLException {
    return found(connection, NAIVE_LEDGER, NAIVE_WRONG);
  }

  private Found found(Connection connection, String ledger, String wrong) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create local temporary table expected (attempt_id uuid primary key,"
              + " status varchar(16), reports integer)");
      insert(connection);
      if (BenchDatabase.isPostgres()) {
        statement.execute("analyze expected");
      }
      return new Found(
          confirmed, reports.length, count(statement, ledger), count(statement, wrong));
    } finally {
      connection.rollback();
    }
  }

  private void insert(Connection connection) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            "insert into expected (attempt_id, status, reports) values (?, ?, ?)")) {
      for (int message = 0; message < reports.length; message++) {
        row.setObject(1, callbacks.messages().get(message).attemptId());
        row.setString(2, Callbacks.statusAfter(message, lastStep[message]));
        row.setInt(3, reports[message]);
        row.addBatch();
        if (message % BATCH == 0) {
          row.executeBatch();
        }
      }
      row.executeBatch();
    }
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * @param confirmed callbacks answered 200
   * @param ledger callbacks in the ledger
   * @param wrong messages in another state, or with another number of reports, than they must have
   */
  public record Found(int confirmed, int messages, long ledger, long wrong) {
    public boolean isRight() {
      return isStored() && wrong == 0;
    }

    /** Whether there is what was answered 200, and nothing else. */
    public boolean isStored() {
      return ledger == confirmed;
    }

    @Override
    public String toString() {
      return "%d answered 200, %d in the ledger, %d of %d messages wrong"
          .formatted(confirmed, ledger, wrong, messages);
    }
  }
}
