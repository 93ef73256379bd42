package org.waybill.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.sql.Connection;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** Chooses between the built-in datasource and one that the operator manages in the server. */
@ApplicationScoped
@DataSourceDefinition(
    name = DataSources.BUILT_IN,
    className = "org.waybill.database.ConfiguredDataSource",
    properties = "source=config",
    isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
    minPoolSize = 1,
    maxPoolSize = 16,
    maxIdleTime = 300)
public class DataSources {
  static final String BUILT_IN = "java:app/jdbc/waybill";
  private static final String MANAGED = "waybill.db.datasource";

  private final Settings settings;
  private volatile DataSource dataSource;

  @Inject
  DataSources(Settings settings) {
    this.settings = settings;
  }

  DataSources() {
    this(null);
  }

  void check(@Observes Starting starting) {
    if (settings.text(MANAGED).isEmpty()) {
      new DatabaseSettings(settings);
    }
    dataSource = lookedUp(settings.text(MANAGED).orElse(BUILT_IN));
  }

  /**
   * Looked up once, at the start: WildFly asks for health in a thread that knows no java: names.
   * And it asks before the start: in a scope, so that whoever is made then gets the datasource
   * later, not a null for ever.
   */
  @Produces
  @ApplicationScoped
  DataSource dataSource() {
    return dataSource;
  }

  /** The application ends: nobody uses the built-in datasource any more. */
  public void end() {
    ConfiguredDataSource.end();
  }

  /**
   * For people: the directory, or the address without its parameters, which may hold a password.
   */
  public String place() {
    return settings
        .text(MANAGED)
        .or(() -> settings.text(DatabaseSettings.URL).map(url -> url.split("[?;]")[0]))
        .orElseGet(() -> DatabaseSettings.dataDirectory(settings).toString());
  }

  private static DataSource lookedUp(String name) {
    try {
      return (DataSource) new InitialContext().lookup(name);
    } catch (NamingException | ClassCastException absent) {
      throw new SettingException(
          MANAGED, "it is the JNDI name of a datasource of this server, or is not set.");
    }
  }
}
