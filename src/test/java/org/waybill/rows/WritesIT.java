package org.waybill.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.waybill.system.SystemTest;

/** On PostgreSQL, whose driver sends the statements together. */
@SystemTest
@EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
class WritesIT extends WritesTest {
  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(System.getProperty("it.db-url"), "postgres", "");
  }

  @Test
  void goesAnotherWayThanOnH2() throws SQLException {
    try (Connection connection = connect();
        Connection h2 = super.connect()) {
      assertThat(Dialect.of(connection)).isEqualTo(Dialect.POSTGRESQL);
      assertThat(Dialect.of(h2)).isEqualTo(Dialect.H2);
    }
  }
}
