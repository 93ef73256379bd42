package org.waybill.rows;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a statement that writes any number of rows.
 *
 * @param <T> what a row is made of
 */
public final class Columns<T> {
  private record Column<T>(String name, String type, Function<? super T, ?> value) {}

  private final List<Column<T>> all;

  private Columns(List<Column<T>> all) {
    this.all = all;
  }

  public static <T> Columns<T> none() {
    return new Columns<>(List.of());
  }

  public Columns<T> uuid(String name, Function<? super T, UUID> value) {
    return with(name, "uuid", value);
  }

  public Columns<T> text(String name, Function<? super T, String> value) {
    return with(name, "varchar", value);
  }

  public Columns<T> integer(String name, Function<? super T, ? extends Number> value) {
    return with(name, "bigint", value);
  }

  public Columns<T> flag(String name, Function<? super T, Boolean> value) {
    return with(name, "boolean", value);
  }

  public Columns<T> money(String name, Function<? super T, BigDecimal> value) {
    return with(name, "numeric(20, 10)", value);
  }

  public Columns<T> time(String name, Function<? super T, Instant> value) {
    return with(name, "timestamp with time zone", value);
  }

  /** Several that stand together in more than one table. */
  public Columns<T> and(UnaryOperator<Columns<T>> more) {
    return more.apply(this);
  }

  private Columns<T> with(String name, String type, Function<? super T, ?> value) {
    List<Column<T>> more = new ArrayList<>(all);
    more.add(new Column<>(name, type, value));
    return new Columns<>(List.copyOf(more));
  }

  public Write<T> insertInto(String table) {
    return writtenBy("insert into %s (%s) select * from %%s".formatted(table, names()));
  }

  /**
   * @param sql with {@code %s} where it takes the rows, as a table with these columns
   */
  public Write<T> writtenBy(String sql) {
    return new Write<>(sql.formatted(manyRows()), sql.formatted(oneRow()), this);
  }

  private String names() {
    return all.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private String manyRows() {
    return casts(column -> column.type() + " array")
        .collect(Collectors.joining(", ", "unnest(", ") as u(" + names() + ")"));
  }

  private String oneRow() {
    return casts(Column::type)
        .collect(Collectors.joining(", ", "(values (", ")) as u(" + names() + ")"));
  }

  private Stream<String> casts(Function<Column<T>, String> type) {
    return all.stream().map(column -> "cast(? as " + type.apply(column) + ")");
  }

  List<Object[]> of(Collection<? extends T> rows, Dialect dialect) {
    return all.stream().map(column -> dialect.column(rows, column.value())).toList();
  }
}
