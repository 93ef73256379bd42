package org.waybill.rows;

/**
 * A statement that writes any number of rows.
 *
 * @param <T> what a row is made of
 * @param failure what it means when it does not write all of them
 */
public record Write<T>(String sql, Columns<T> columns, String failure) {
  Write(String sql, Columns<T> columns) {
    this(sql, columns, "not every row was written");
  }

  public Write<T> failingWith(String meaning) {
    return new Write<>(sql, columns, meaning);
  }
}
