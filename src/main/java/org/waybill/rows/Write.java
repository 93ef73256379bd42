package org.waybill.rows;

/**
 * A statement that writes any number of rows.
 *
 * @param <T> what a row is made of
 * @param many takes an array for each column
 * @param one takes a value for each column: an array for each would cost PostgreSQL several times
 *     as much as writing the row
 * @param failure what it means when it does not write all of them
 */
public record Write<T>(String many, String one, Columns<T> columns, String failure) {
  Write(String many, String one, Columns<T> columns) {
    this(many, one, columns, "not every row was written");
  }

  public Write<T> failingWith(String meaning) {
    return new Write<>(many, one, columns, meaning);
  }
}
