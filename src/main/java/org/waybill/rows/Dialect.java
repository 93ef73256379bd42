package org.waybill.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;

/** In what the databases' drivers differ when they are given many values. */
enum Dialect {
  /** Takes several statements at once, and arrays of text sooner than any others. */
  POSTGRESQL {
    @Override
    Object[] array(int length) {
      return new String[length];
    }

    @Override
    Object given(Object value) {
      return Objects.toString(value, null);
    }

    /**
     * None, too, is sent as text: were its type left open, PostgreSQL would have to parse the
     * statement anew whenever a column changes between having a value and having none.
     */
    @Override
    void set(PreparedStatement statement, int place, Object given) throws SQLException {
      statement.setString(place, (String) given);
    }
  },
  /** Takes one statement at a time, and values as they are: of text it would parse each. */
  H2 {
    @Override
    Object[] array(int length) {
      return new Object[length];
    }

    @Override
    Object given(Object value) {
      return value;
    }

    @Override
    void set(PreparedStatement statement, int place, Object given) throws SQLException {
      statement.setObject(place, given);
    }
  };

  static Dialect of(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("H2") ? H2 : POSTGRESQL;
  }

  /** One column of these rows, as the driver is given it. */
  <T> Object[] column(Collection<? extends T> rows, Function<? super T, ?> value) {
    Object[] column = array(rows.size());
    int place = 0;
    for (T row : rows) {
      column[place++] = given(value.apply(row));
    }
    return column;
  }

  abstract Object[] array(int length);

  abstract Object given(Object value);

  abstract void set(PreparedStatement statement, int place, Object given) throws SQLException;
}
