package org.waybill.bench.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.waybill.system.NodeProcess;
import org.waybill.testing.FreePort;

/** One PostgreSQL for Waybill and the naive way, or H2 in a file for each. */
public final class BenchDatabase implements Closeable {
  private static final Map<String, String> POSTGRES =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "shared_buffers", "512MB");

  /** Not given at the start, so that they can be changed. */
  private static final Map<String, String> CHECKPOINTS =
      Map.of("max_wal_size", "4GB", "min_wal_size", "2GB", "checkpoint_timeout", "5min");

  private static final Map<String, String> RARE_CHECKPOINTS =
      Map.of("max_wal_size", "16GB", "checkpoint_timeout", "1h");

  /** The benchmark looks into the file while the server has it open. */
  private static final String H2_OPTIONS =
      ";AUTO_SERVER=TRUE;DB_CLOSE_ON_EXIT=TRUE;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
          + ";DEFAULT_NULL_ORDERING=HIGH;TIME ZONE=UTC;WRITE_DELAY=0;LOCK_TIMEOUT=10000"
          + ";OPTIMIZE_REUSE_RESULTS=0";

  /** More than the longest run of the usual parts writes between two checkpoints. */
  private static final int LOG_FILES = 64;

  private final EmbeddedPostgres postgres;
  private final String url;
  private final String naiveUrl;

  private BenchDatabase(EmbeddedPostgres postgres, String url, String naiveUrl) {
    this.postgres = postgres;
    this.url = url;
    this.naiveUrl = naiveUrl;
  }

  public static BenchDatabase started(Path directory) throws IOException {
    Path data = NodeProcess.emptied(directory.resolve("database"));
    if (!isPostgres()) {
      return new BenchDatabase(null, h2(data, "waybill"), h2(data, "naive"));
    }
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(data).setPort(FreePort.next());
    POSTGRES.forEach(builder::setServerConfig);
    EmbeddedPostgres server = builder.start();
    String url = server.getJdbcUrl("postgres", "postgres");
    BenchDatabase started = new BenchDatabase(server, url, url);
    started.prepare();
    return started;
  }

  private void prepare() throws IOException {
    try {
      set(CHECKPOINTS);
      growLog();
    } catch (SQLException trouble) {
      throw new IOException(trouble);
    }
  }

  private void set(Map<String, String> settings) throws SQLException {
    try (Connection connection = waybill();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        statement.execute(
            "alter system set %s = '%s'".formatted(setting.getKey(), setting.getValue()));
      }
      statement.execute("select pg_reload_conf()");
    }
  }

  /**
   * Makes PostgreSQL write whole pages seldom while much is written that nobody measures.
   *
   * @param much false: as it is measured
   */
  void expectMuch(boolean much) throws SQLException {
    set(much ? RARE_CHECKPOINTS : CHECKPOINTS);
  }

  /**
   * Makes the files of PostgreSQL's log that a new database does not have yet, and one at work uses
   * again and again: who commits when a file has to be made waits until its 16 MB are written.
   */
  private void growLog() throws SQLException {
    try (Connection connection = waybill();
        Statement statement = connection.createStatement()) {
      for (int file = 0; file < LOG_FILES; file++) {
        statement.execute("select pg_logical_emit_message(false, 'bench', 'a new file')");
        statement.execute("select pg_switch_wal()");
      }
      statement.execute("checkpoint");
    }
  }

  private static String h2(Path directory, String name) {
    return "jdbc:h2:file:" + directory.resolve(name) + H2_OPTIONS;
  }

  /**
   * @throws IllegalArgumentException when neither database is meant
   */
  public static boolean isPostgres() {
    String database = System.getProperty("it.database", "");
    return switch (database) {
      case "postgresql" -> true;
      case "h2" -> false;
      default ->
          throw new IllegalArgumentException("bench.database is postgresql or h2, not " + database);
    };
  }

  /** What a node needs to know of it. */
  public Map<String, String> settings() {
    return Map.of("waybill.db.url", url, "bench.naive.url", naiveUrl);
  }

  public Connection waybill() throws SQLException {
    return DriverManager.getConnection(url + (isPostgres() ? "&reWriteBatchedInserts=true" : ""));
  }

  public Connection naive() throws SQLException {
    return isPostgres() ? waybill() : DriverManager.getConnection(naiveUrl);
  }

  /** The one number that a query of Waybill's tables with one parameter gives. */
  public long count(String sql, String parameter) {
    try (Connection connection = waybill();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, parameter);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  /**
   * What a busy database does now and then is done before a run, not in it. Also before the run's
   * messages are written: a report comes seconds after its message, when the message's page has
   * mostly been logged as a whole since the last checkpoint.
   */
  public void settle() throws SQLException {
    if (isPostgres()) {
      try (Connection connection = waybill();
          Statement statement = connection.createStatement()) {
        statement.execute("vacuum analyze");
        statement.execute("checkpoint");
      }
    } else {
      try (Connection connection = waybill();
          Statement statement = connection.createStatement()) {
        statement.execute("checkpoint sync");
      }
    }
  }

  /**
   * Name, version and the settings that matter, as the database itself says.
   *
   * @throws IllegalStateException when a commit could be lost
   */
  public Map<String, String> description() throws SQLException {
    Map<String, String> words = new LinkedHashMap<>();
    try (Connection connection = waybill();
        Statement statement = connection.createStatement()) {
      words.put(
          "database",
          connection.getMetaData().getDatabaseProductName()
              + " "
              + connection.getMetaData().getDatabaseProductVersion());
      if (isPostgres()) {
        Set<String> settings = new TreeSet<>(POSTGRES.keySet());
        settings.addAll(CHECKPOINTS.keySet());
        for (String setting : settings) {
          words.put(setting, shown(statement, setting));
        }
      }
    }
    refuseUnsafe(words);
    return words;
  }

  private static String shown(Statement statement, String setting) throws SQLException {
    try (ResultSet row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void refuseUnsafe(Map<String, String> words) {
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      if (!words.getOrDefault(setting, "on").equals("on")) {
        throw new IllegalStateException(setting + " is off: nothing measured here would count");
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
