package org.waybill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.settings.Settings;
import org.waybill.system.NodeDatabase;

class OpenTransactionIT {
  @Test
  @DisplayName("R1.8: who does nothing in a transaction loses its locks to the others")
  void endsWhereItsNodeDoesNothing() throws IOException, SQLException {
    assumeThat(NodeDatabase.isPostgres()).as("H2 lives in the node's process").isTrue();
    try (NodeDatabase database = NodeDatabase.started("open-transaction-database");
        Connection frozen = connection(database.settings());
        Connection other = connection(database.settings())) {
      execute(frozen, "create table lane (name varchar(10))", "insert into lane values ('only')");
      frozen.setAutoCommit(false);
      execute(frozen, "select name from lane for update");

      long began = System.nanoTime();
      execute(other, "select name from lane for update");

      assertThat((System.nanoTime() - began) / 1_000_000_000).isBetween(8L, 20L);
    }
  }

  private static void execute(Connection connection, String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static Connection connection(Map<String, String> settings) throws SQLException {
    return new DatabaseSettings(new Settings(name -> Optional.ofNullable(settings.get(name))))
        .connect();
  }
}
