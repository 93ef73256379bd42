package org.waybill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.waybill.system.SystemTest;

/**
 * Of which columns PostgreSQL keeps statistics: it reads them all anew whenever a tenth changed.
 */
@SystemTest
@EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
class StatisticsIT {
  private static final String COLUMNS =
      "select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid"
          + " where c.relname in ('message', 'attempt', 'step', 'report')"
          + " and a.attnum > 0 and not a.attisdropped and ";

  private static final String INDEXED =
      "exists (select 1 from pg_index i where i.indrelid = c.oid and a.attnum = any (i.indkey))";

  @Test
  void areKeptOfEveryIndexedColumn() throws SQLException {
    assertThat(columns(INDEXED + " and a.attstattarget = 0")).isEmpty();
  }

  @Test
  void areKeptOfNoOthersThanThoseThatAreAskedFor() throws SQLException {
    assertThat(columns("not " + INDEXED + " and coalesce(a.attstattarget, -1) <> 0"))
        .containsExactly(
            "attempt.provisional",
            "attempt.sender",
            "attempt.status",
            "attempt.submitting_at",
            "message.asked_at",
            "message.sender",
            "message.status",
            "message.updated_at",
            "report.accounts",
            "report.message_uuid",
            "report.outcome");
  }

  private static Set<String> columns(String which) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (Connection database =
            DriverManager.getConnection(System.getProperty("it.db-url"), "postgres", "");
        Statement query = database.createStatement();
        ResultSet rows = query.executeQuery(COLUMNS + which)) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    return columns;
  }
}
