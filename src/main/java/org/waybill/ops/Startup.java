package org.waybill.ops;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
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
  @Inject private Migrations migrations;
  @Inject private Persistence persistence;
  @Inject private FailedStart failedStart;

  @PostConstruct
  void start() {
    try {
      starting.fire(new Starting());
      migrations.run();
      persistence.open();
      started.fire(new Started());
    } catch (RuntimeException failure) {
      throw failedStart.because(failure);
    }
  }

  @PreDestroy
  void stop() {
    stopping.fire(new Stopping());
  }
}
