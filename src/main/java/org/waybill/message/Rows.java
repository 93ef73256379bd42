package org.waybill.message;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/** Columns as arrays, so that one statement serves many rows. */
public final class Rows {
  interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private Rows() {}

  static void query(Connection connection, String sql, Collection<UUID> ids, Reader reader)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /**
   * @param columns each a type of the database and its values
   * @return how many rows were written
   */
  public static int write(Connection connection, String sql, Column... columns)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.length; i++) {
        Array array = connection.createArrayOf(columns[i].type(), columns[i].values());
        statement.setArray(i + 1, array);
      }
      return statement.executeUpdate();
    }
  }

  /** One column of all rows. */
  public record Column(String type, Object[] values) {
    public static Column of(String type, Collection<?> values) {
      return new Column(type, values.toArray());
    }
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

  /** As both databases read it. */
  public static OffsetDateTime time(Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
