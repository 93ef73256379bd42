package org.waybill.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** Where the built-in datasource connects to. Has no toString that would show the password. */
final class DatabaseSettings {
  static final String URL = "waybill.db.url";
  static final String DATA_DIR = "waybill.data-dir";

  /**
   * H2 behaves like PostgreSQL where our SQL could tell the difference. WRITE_DELAY=0 hands each
   * commit to the operating system before it returns; otherwise up to half a second of commits
   * would die with the process. OPTIMIZE_REUSE_RESULTS=0: else a query that comes again may be
   * given its old result, even after its own transaction has changed it (H2 issue 4299).
   */
  private static final List<String> H2_OPTIONS =
      List.of(
          "MODE=PostgreSQL",
          "DATABASE_TO_LOWER=TRUE",
          "DEFAULT_NULL_ORDERING=HIGH",
          "TIME ZONE=UTC",
          "WRITE_DELAY=0",
          "LOCK_TIMEOUT=10000",
          "OPTIMIZE_REUSE_RESULTS=0",
          "DB_CLOSE_ON_EXIT=FALSE");

  private final Driver driver;
  private final String url;
  private final Properties properties = new Properties();

  DatabaseSettings(Settings settings) {
    String given = settings.text(URL).orElseGet(() -> h2In(dataDirectory(settings)));
    url = given.startsWith("jdbc:h2:") ? withH2Options(given) : given;
    if (url.startsWith("jdbc:h2:")) {
      driver = new org.h2.Driver();
    } else if (url.startsWith("jdbc:postgresql:")) {
      driver = new org.postgresql.Driver();
      refuseMalformed(url);
      postgresDefaults();
    } else {
      throw new SettingException(URL, "it starts with jdbc:postgresql: or jdbc:h2:.");
    }
    settings.text("waybill.db.user").ifPresent(user -> properties.put("user", user));
    settings.text("waybill.db.password").ifPresent(secret -> properties.put("password", secret));
  }

  Connection connect() throws SQLException {
    return driver.connect(url, properties);
  }

  /**
   * Without them a vanished database would hold a connection for ever, and a vanished node a lock.
   * The URL's own parameters win over these.
   */
  private void postgresDefaults() {
    properties.put("ApplicationName", "waybill");
    properties.put("connectTimeout", "10");
    properties.put("socketTimeout", "60");
    properties.put("tcpKeepAlive", "true");
    // a statement that failed would tell of the values that it was given
    properties.put("logServerErrorDetail", "false");
    // a transaction waits for nothing but the database: one that is idle is of a node that is
    // frozen or gone, and may hold a lock that all nodes need
    properties.put("options", "-c idle_in_transaction_session_timeout=10s");
  }

  private static void refuseMalformed(String url) {
    if (org.postgresql.Driver.parseURL(url, null) == null) {
      throw new SettingException(URL, "it looks like jdbc:postgresql://host:5432/waybill.");
    }
  }

  /** H2 has no way to write a semicolon in a path. */
  private static String h2In(Path directory) {
    if (directory.toString().contains(";")) {
      throw new SettingException(DATA_DIR, "its path has no semicolon.");
    }
    return "jdbc:h2:file:" + directory.resolve("waybill");
  }

  /** The URL's own options win over ours. */
  private static String withH2Options(String url) {
    String upper = url.toUpperCase(Locale.ROOT);
    return H2_OPTIONS.stream()
        .filter(option -> !upper.contains(";" + option.substring(0, option.indexOf('=') + 1)))
        .collect(Collectors.joining(";", url + ";", ""));
  }

  static Path dataDirectory(Settings settings) {
    String whatToSet = "it is a directory that this process may create and write.";
    try {
      Path directory = Path.of(settings.text(DATA_DIR).orElse("data")).toAbsolutePath().normalize();
      return Files.createDirectories(directory);
    } catch (IOException | InvalidPathException unusable) {
      throw new SettingException(DATA_DIR, whatToSet);
    }
  }
}
