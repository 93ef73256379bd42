package org.waybill.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Columns as arrays, so that one statement serves many rows. */
public final class Rows {
  /** Takes one row in. */
  public interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private Rows() {}

  /**
   * @param keys the statement's one parameter; without any there are no rows
   */
  public static void query(Connection connection, String sql, Collection<?> keys, Reader reader)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, column(keys, Object::toString));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /**
   * @param columns each made by {@link #column}
   * @return how many rows were written
   */
  public static int write(Connection connection, String sql, String[]... columns)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.length; i++) {
        statement.setObject(i + 1, columns[i]);
      }
      return statement.executeUpdate();
    }
  }

  /** One column of all rows, as text whatever its type: the statement casts it. */
  public static <T> String[] column(Collection<T> rows, Function<T, ?> value) {
    String[] column = new String[rows.size()];
    int place = 0;
    for (T row : rows) {
      column[place++] = Objects.toString(value.apply(row), null);
    }
    return column;
  }

  /** Not by its class: Payara's wrapper looks that method up anew for every column of every row. */
  static UUID uuid(ResultSet row, int column) throws SQLException {
    return (UUID) row.getObject(column);
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  static Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
