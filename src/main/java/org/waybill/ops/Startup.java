package org.waybill.ops;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.waybill.database.DataSources;
import org.waybill.database.Migrations;
import org.waybill.database.Persistence;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Starting;
import org.waybill.lifecycle.Stopping;

/**
 * Starts everything in order: settings, schema, persistence, work. What fails here fails the
 * deployment.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {
  @Inject private Event<Starting> starting;
  @Inject private Event<Started> started;
  @Inject private Event<Stopping> stopping;
  @Inject private DataSources dataSources;
  @Inject private Migrations migrations;
  @Inject private Persistence persistence;
  @Inject private FailedStart failedStart;

  private final AtomicBoolean running = new AtomicBoolean();

  @PostConstruct
  void start() {
    try {
      starting.fire(new Starting());
      migrations.run();
      persistence.open();
      running.set(true);
      started.fire(new Started());
    } catch (RuntimeException failure) {
      if (running.get()) {
        stop(); // a part of it may have begun to work
      } else {
        dataSources.end();
      }
      throw failedStart.because(failure);
    }
  }

  /** Once, by whoever notices first that the application ends: see {@link Shutdown}. */
  @PreDestroy
  public void stop() {
    if (running.getAndSet(false)) {
      stopping.fire(new Stopping());
      dataSources.end();
    }
  }
}
