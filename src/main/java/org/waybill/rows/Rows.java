package org.waybill.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Reads many rows by their keys with one statement. */
public final class Rows {
  /** Takes one row in. */
  public interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private Rows() {}

  /**
   * SQL for the keys as a table {@code wanted} with one column {@code id}, to be joined.
   *
   * <p>Joined, because H2 looks through a whole array again for every row that it finds. The
   * subquery hides from PostgreSQL how many they are: if it could count them it would plan the
   * statement anew each time, which takes ten times what reading a few rows does.
   *
   * @param type of a key, in SQL
   */
  public static String wanted(String type) {
    return "unnest(cast((select cast(? as %1$s array)) as %1$s array)) as wanted(id)"
        .formatted(type);
  }

  /**
   * @param sql with {@link #wanted} once
   * @param keys without any there are no rows
   * @throws BatchFailed when the statement fails
   */
  public static void query(Connection connection, String sql, Collection<?> keys, Reader reader) {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, Dialect.of(connection).column(keys, key -> key));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException failed) {
      throw new BatchFailed(failed);
    }
  }

  /** Not by its class: Payara's wrapper looks that method up anew for every column of every row. */
  public static UUID uuid(ResultSet row, int column) throws SQLException {
    return (UUID) row.getObject(column);
  }

  public static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  public static Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
