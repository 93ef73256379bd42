package org.waybill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.settings.Settings;

/**
 * H2's promise, for what is told to Plivo and to clients depends on it: not every version keeps it.
 * A copy of the file is what a killed process leaves, all that it handed to the system.
 */
class KilledDatabaseTest {
  private static final int LIVES = 3;
  private static final int COMMITS = 40;
  private static final int LONGEST = 20_000;
  private static final String SUFFIX = ".mv.db";

  /** Space is used again at once, not after 45 s. */
  private static final String SOON = ";RETENTION_TIME=0";

  @TempDir private Path directory;
  private final Random random = new Random(612);

  @Test
  @DisplayName("R1.1 whenever the process is killed, what is committed is in the embedded database")
  void keepsWhatIsCommitted() throws SQLException, IOException {
    create("life0");
    int commits = 0;
    for (int life = 0; life < LIVES; life++) {
      String next = "life" + (life + 1);
      try (Connection connection = connect("life" + life);
          Connection another = connect("life" + life)) {
        for (int begin = commits; commits < begin + COMMITS; ) {
          write(connection, ++commits);
          another.setAutoCommit(false);
          execute(another, "update open set kept = " + commits);
          copy("life" + life, next);
          another.rollback();

          assertThat(committed(next)).as("commits after a kill").isEqualTo(commits);
        }
        copy("life" + life, next);
      }
    }
  }

  @Test
  @DisplayName("R1.1 what is committed is there after every stop")
  void keepsWhatIsClosed() throws SQLException {
    create("stopped");
    for (int commit = 1; commit <= COMMITS; commit++) {
      try (Connection connection = connect("stopped")) {
        write(connection, commit);
      }
      assertThat(committed("stopped")).isEqualTo(commit);
    }
  }

  private void create(String name) throws SQLException {
    try (Connection connection = connect(name)) {
      execute(connection, "create table kept (id int primary key, filler varchar)");
      execute(connection, "create table open as select 0 as kept");
    }
  }

  /** One transaction, whose size is another each time. */
  private void write(Connection connection, int id) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("insert into kept values (?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, "x".repeat(random.nextInt(LONGEST)));
      insert.execute();
    }
    execute(connection, "update kept set filler = '' where id < " + id);
    connection.commit();
  }

  private void copy(String from, String to) throws IOException {
    Path copy = directory.resolve(to + SUFFIX);
    Files.deleteIfExists(copy);
    Files.copy(directory.resolve(from + SUFFIX), copy);
  }

  private int committed(String name) throws SQLException {
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      assertThat(number(statement, "select kept from open")).isZero();
      statement.execute("update open set kept = 0");
      int count = number(statement, "select count(*) from kept");
      assertThat(number(statement, "select max(id) from kept")).isEqualTo(count);
      return count;
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String name) throws SQLException {
    Map<String, String> values =
        Map.of("waybill.db.url", "jdbc:h2:file:" + directory.resolve(name) + SOON);
    return new DatabaseSettings(new Settings(setting -> Optional.ofNullable(values.get(setting))))
        .connect();
  }
}
