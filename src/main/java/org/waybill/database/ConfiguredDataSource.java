package org.waybill.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.waybill.settings.Settings;

/**
 * What the server pools: plain connections to the database that the settings name. The server
 * instantiates it.
 */
public class ConfiguredDataSource implements DataSource {
  private static final OpenConnections OPEN = new OpenConnections();
  private static final AtomicInteger BREAKS = new AtomicInteger();

  private volatile DatabaseSettings settings;

  @Override
  public Connection getConnection() throws SQLException {
    return LastingConnection.over(() -> OPEN.open(settings()::connect), BREAKS);
  }

  /** Closes all there are and gives no more. */
  static void end() {
    OPEN.end();
  }

  /** The user comes from the settings, never from the pool. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  private DatabaseSettings settings() {
    if (settings == null) {
      settings =
          new DatabaseSettings(
              new Settings(ConfigProvider.getConfig(ConfiguredDataSource.class.getClassLoader())));
    }
    return settings;
  }

  /** WildFly pools a definition only when it has at least one property to set. */
  public void setSource(String source) {}

  public String getSource() {
    return "config";
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Wraps nothing.");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
