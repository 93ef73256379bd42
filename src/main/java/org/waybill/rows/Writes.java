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
 * several at once they go to the database together, so that they wait for it once; then all of them
 * are executed, even after one that left a row out.
 */
public final class Writes {
  private record Planned<T>(Write<T> write, Collection<? extends T> rows) {
    String sql() {
      return isOne() ? write.one() : write.many();
    }

    private boolean isOne() {
      return rows.size() == 1;
    }

    /**
     * @return the place after the last one
     */
    int fillIn(PreparedStatement statement, int first, Dialect dialect) throws SQLException {
      int place = first;
      for (Object[] column : write.columns().of(rows, dialect)) {
        if (isOne()) {
          dialect.set(statement, place++, column[0]);
        } else {
          statement.setObject(place++, column);
        }
      }
      return place;
    }
  }

  private final List<Planned<?>> all = new ArrayList<>();

  /** Without rows there is nothing to do. */
  public <T> Writes add(Write<T> write, Collection<? extends T> rows) {
    if (!rows.isEmpty()) {
      all.add(new Planned<>(write, rows));
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
      Dialect dialect = Dialect.of(connection);
      if (dialect == Dialect.POSTGRESQL) {
        execute(connection, dialect, all);
      } else {
        for (Planned<?> one : all) {
          execute(connection, dialect, List.of(one));
        }
      }
    } catch (SQLException failed) {
      throw new BatchFailed(failed);
    }
  }

  private static void execute(Connection connection, Dialect dialect, List<Planned<?>> together)
      throws SQLException {
    String sql = together.stream().map(Planned::sql).collect(Collectors.joining("; "));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 1;
      for (Planned<?> one : together) {
        place = one.fillIn(statement, place, dialect);
      }
      statement.execute();
      for (Planned<?> one : together) {
        if (statement.getUpdateCount() != one.rows().size()) {
          throw new BatchFailed(one.write().failure());
        }
        statement.getMoreResults();
      }
    }
  }
}
