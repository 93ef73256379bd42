package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The one test that looks behind the API: a server that commits every statement alone shows it only
 * to a reader with luck, but PostgreSQL names the transaction that wrote a row.
 */
@SystemTest
@EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
class TransactionIT {
  private static final String WRITERS =
      "select xmin::text from message where id = ?"
          + " union all select xmin::text from attempt where message_id = ?"
          + " union all select xmin::text from step where message_id = ? and status = ?"
          + " union all select xmin::text from report where message_id = ? and status = ?";

  @Test
  void writesWhatBecameOfASubmissionInOneTransaction() throws SQLException {
    JsonObject message = Api.awaitStatus(Api.sent(Recipients.silent()), "submitted");

    assertThat(writers(message)).hasSize(3).containsOnly(writers(message).get(0));
  }

  @Test
  void writesWhatACallbackTellsInOneTransaction() throws SQLException {
    JsonObject message = Api.awaitStatus(Api.sent(Recipients.silent()), "submitted");
    Callback.delivered(message).send().hasStatus(200);

    JsonObject delivered = Api.message(message.getString("id"));

    assertThat(writers(delivered)).hasSize(3).containsOnly(writers(delivered).get(0));
  }

  private static List<String> writers(JsonObject message) throws SQLException {
    UUID id = UUID.fromString(message.getString("id"));
    try (Connection database =
            DriverManager.getConnection(System.getProperty("it.db-url"), "postgres", "");
        PreparedStatement query = database.prepareStatement(WRITERS)) {
      query.setObject(1, id);
      query.setObject(2, id);
      query.setObject(3, id);
      query.setString(4, message.getString("status"));
      query.setObject(5, id);
      query.setString(6, message.getString("status"));
      return column(query.executeQuery());
    }
  }

  private static List<String> column(ResultSet rows) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(1));
    }
    return values;
  }
}
