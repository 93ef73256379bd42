package org.waybill.bench.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.waybill.bench.callback.Sent;

/** The two that receive callbacks, each with its own messages and its own proof. */
public enum Shape {
  WAYBILL("Waybill") {
    @Override
    public List<Sent> seed(BenchDatabase database, int messages) throws SQLException {
      try (Connection connection = database.waybill()) {
        return Seed.waybill(connection, messages);
      }
    }

    @Override
    public Expected.Found look(BenchDatabase database, Expected expected) throws SQLException {
      try (Connection connection = database.waybill()) {
        return expected.inWaybill(connection);
      }
    }
  },
  NAIVE("the naive way") {
    @Override
    public List<Sent> seed(BenchDatabase database, int messages) throws SQLException {
      try (Connection connection = database.naive()) {
        return Seed.naive(connection, messages);
      }
    }

    @Override
    public Expected.Found look(BenchDatabase database, Expected expected) throws SQLException {
      try (Connection connection = database.naive()) {
        return expected.inNaive(connection);
      }
    }
  };

  private final String words;

  Shape(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  public abstract List<Sent> seed(BenchDatabase database, int messages) throws SQLException;

  public abstract Expected.Found look(BenchDatabase database, Expected expected)
      throws SQLException;
}
