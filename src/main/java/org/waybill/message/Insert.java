package org.waybill.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An insert of any number of rows with one statement.
 *
 * @param <T> what a row is made of
 */
final class Insert<T> {
  private record Column<T>(String name, String type, Function<T, ?> value) {}

  private final List<Column<T>> columns = new ArrayList<>();
  private final String table;

  private Insert(String table) {
    this.table = table;
  }

  static <T> Insert<T> into(String table) {
    return new Insert<>(table);
  }

  Insert<T> uuid(String name, Function<T, ?> value) {
    return column(name, "uuid", value);
  }

  Insert<T> text(String name, Function<T, ?> value) {
    return column(name, "varchar", value);
  }

  Insert<T> integer(String name, Function<T, ?> value) {
    return column(name, "bigint", value);
  }

  Insert<T> flag(String name, Function<T, ?> value) {
    return column(name, "boolean", value);
  }

  Insert<T> money(String name, Function<T, ?> value) {
    return column(name, "numeric(20, 10)", value);
  }

  Insert<T> time(String name, Function<T, ?> value) {
    return column(name, "timestamp with time zone", value);
  }

  /** Three columns; empty without a reason. */
  Insert<T> reason(Function<T, FailureReason> value) {
    return text("reason_code", row -> part(value.apply(row), FailureReason::code))
        .text("reason_name", row -> part(value.apply(row), FailureReason::name))
        .text("reason_advice", row -> part(value.apply(row), FailureReason::advice));
  }

  private static String part(FailureReason reason, Function<FailureReason, String> part) {
    return reason == null ? null : part.apply(reason);
  }

  private Insert<T> column(String name, String type, Function<T, ?> value) {
    columns.add(new Column<>(name, type, value));
    return this;
  }

  /**
   * @return how many rows were written
   */
  int write(Connection connection, Collection<T> rows) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    String[][] values =
        columns.stream().map(column -> Rows.column(rows, column.value())).toArray(String[][]::new);
    return Rows.write(connection, sql(), values);
  }

  private String sql() {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String arrays =
        columns.stream()
            .map(column -> "cast(? as " + column.type() + " array)")
            .collect(Collectors.joining(", "));
    return "insert into %s (%s) select %s from unnest(%s) as u(%s)"
        .formatted(table, names, names, arrays, names);
  }
}
