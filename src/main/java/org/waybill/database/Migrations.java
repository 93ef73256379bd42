package org.waybill.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.waybill.settings.SettingException;

/** Brings the schema up to date. Nodes that start together wait for each other at Flyway's lock. */
@ApplicationScoped
public class Migrations {
  private static final int LOCK_SECONDS = 300;
  private static final String POSTGRESQL = "PostgreSQL";

  /** For {@code merge}. */
  private static final int OLDEST_POSTGRESQL = 15;

  private final DataSource dataSource;
  private volatile boolean h2;
  private volatile boolean done;

  @Inject
  Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  Migrations() {
    this(null);
  }

  public void run() {
    boolean postgres = isPostgres(dataSource);
    run(dataSource, postgres);
    h2 = !postgres;
    done = true;
  }

  /** Of any database of a kind that Waybill knows. */
  public static void run(DataSource database) {
    run(database, isPostgres(database));
  }

  private static void run(DataSource database, boolean postgres) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        // what the other database has no word for, it reads as a comment
        .placeholders(Map.of("pg", postgres ? "" : "--"))
        .lockRetryCount(LOCK_SECONDS)
        .load()
        .migrate();
  }

  private static boolean isPostgres(DataSource database) {
    try (Connection connection = database.getConnection()) {
      boolean postgres = POSTGRESQL.equals(connection.getMetaData().getDatabaseProductName());
      if (postgres && connection.getMetaData().getDatabaseMajorVersion() < OLDEST_POSTGRESQL) {
        throw new SettingException("waybill.db.url", "it must be PostgreSQL 15 or newer.");
      }
      return postgres;
    } catch (SQLException away) {
      throw new IllegalStateException(away);
    }
  }

  public boolean done() {
    return done;
  }

  /** Whether the database is H2; not known before they are done. */
  public boolean onH2() {
    return h2;
  }
}
