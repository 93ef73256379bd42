package org.waybill.bench.war;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connects to where the benchmark says, in a pool of the size of Waybill's. */
public class NaiveDataSource implements DataSource {
  static final String JNDI_NAME = "java:app/jdbc/naive";

  private final String url = System.getenv("BENCH_NAIVE_URL");
  private final Driver driver =
      url.startsWith("jdbc:h2:") ? new org.h2.Driver() : new org.postgresql.Driver();

  /** Where the server finds the definition. */
  @ApplicationScoped
  @DataSourceDefinition(
      name = JNDI_NAME,
      className = "org.waybill.bench.war.NaiveDataSource",
      properties = "source=environment",
      isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
      minPoolSize = 1,
      maxPoolSize = 16,
      maxIdleTime = 300)
  public static class Definition {}

  @Override
  public Connection getConnection() throws SQLException {
    return driver.connect(url, new Properties());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  /** WildFly pools a definition only when it has at least one property to set. */
  public void setSource(String source) {}

  public String getSource() {
    return "environment";
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
