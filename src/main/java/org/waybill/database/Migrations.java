package org.waybill.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Nodes that start together wait for each other at Flyway's lock. */
@ApplicationScoped
public class Migrations {
  private static final int LOCK_SECONDS = 300;

  private final DataSource dataSource;
  private volatile boolean done;

  @Inject
  Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  Migrations() {
    this(null);
  }

  public void run() {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .lockRetryCount(LOCK_SECONDS)
        .load()
        .migrate();
    done = true;
  }

  public boolean done() {
    return done;
  }
}
