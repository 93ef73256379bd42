package org.waybill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

class DatabaseSettingsTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("R1.1 makes the data directory and an H2 file in it")
  void makesTheDataDirectory() throws SQLException {
    Path data = directory.resolve("a b/data");

    try (Connection connection = settings(Map.of("waybill.data-dir", data.toString())).connect()) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
    }

    assertThat(data.resolve("waybill.mv.db")).exists();
  }

  @ParameterizedTest
  @DisplayName("R1.2 refuses another kind of database")
  @ValueSource(strings = {"jdbc:mysql://localhost/waybill", "postgres://localhost/waybill", "x"})
  void refusesAnotherKind(String url) {
    assertThatThrownBy(() -> settings(Map.of("waybill.db.url", url)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("waybill.db.url")
        .hasMessageNotContaining(url);
  }

  @Test
  void refusesADirectoryThatIsAFile() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> settings(Map.of("waybill.data-dir", file.toString())))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("waybill.data-dir");
  }

  @Test
  void refusesADirectoryThatH2CannotName() {
    String data = directory.resolve("a;b").toString();

    assertThatThrownBy(() -> settings(Map.of("waybill.data-dir", data)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("semicolon");
  }

  @Test
  @DisplayName("R1.1 on H2 a transaction sees what it has changed, by a query asked before, too")
  void seesItsOwnChanges() throws SQLException {
    String sql = "select exists (select 1 from one join many on one.id = one and state = 1)";
    try (Connection connection =
            settings(Map.of("waybill.data-dir", directory.toString())).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table one as select 1 as id");
      statement.execute("create table many as select 1 as one, 1 as state");
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        assertThat(isTrue(query)).isTrue();

        statement.execute("update many set state = 2");

        assertThat(isTrue(query)).isFalse();
      }
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet answer = query.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static DatabaseSettings settings(Map<String, String> values) {
    return new DatabaseSettings(new Settings(name -> Optional.ofNullable(values.get(name))));
  }
}
