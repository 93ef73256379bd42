package org.waybill.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that are executed one after the other, each for many rows. Where the driver takes
 * several at once, which its giving several results tells, they go to the database together, so
 * that they wait for it once; then all of them are executed, even after one that left a row out.
 */
public final class Writes {
  private record Planned(String sql, List<String[]> columns, int rows, String failure) {
    static <T> Planned of(Write<T> write, Collection<? extends T> rows) {
      String sql = rows.size() == 1 ? write.one() : write.many();
      return new Planned(sql, write.columns().of(rows), rows.size(), write.failure());
    }

    /**
     * A value of none, too, is sent as text: were its type left open, PostgreSQL would have to
     * parse the statement anew whenever a column changes between having a value and having none.
     *
     * @return the place after the last one
     */
    int fillIn(PreparedStatement statement, int first) throws SQLException {
      int place = first;
      for (String[] column : columns) {
        if (rows == 1) {
          statement.setString(place++, column[0]);
        } else {
          statement.setObject(place++, column);
        }
      }
      return place;
    }
  }

  private final List<Planned> all = new ArrayList<>();

  /** Without rows there is nothing to do. */
  public <T> Writes add(Write<T> write, Collection<? extends T> rows) {
    if (!rows.isEmpty()) {
      all.add(Planned.of(write, rows));
    }
    return this;
  }

  /**
   * In the connection's transaction.
   *
   * @throws BatchFailed when one of them fails or does not write all its rows
   */
  public void execute(Connection connection) {
    if (all.isEmpty()) {
      return;
    }
    try {
      if (connection.getMetaData().supportsMultipleResultSets()) {
        execute(connection, all);
      } else {
        for (Planned one : all) {
          execute(connection, List.of(one));
        }
      }
    } catch (SQLException failed) {
      throw new BatchFailed(failed);
    }
  }

  private static void execute(Connection connection, List<Planned> together) throws SQLException {
    String sql = together.stream().map(Planned::sql).collect(Collectors.joining("; "));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 1;
      for (Planned one : together) {
        place = one.fillIn(statement, place);
      }
      statement.execute();
      for (Planned one : together) {
        if (statement.getUpdateCount() != one.rows()) {
          throw new BatchFailed(one.failure());
        }
        statement.getMoreResults();
      }
    }
  }
}
