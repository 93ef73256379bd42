package org.waybill.database;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;

record ClosedAfterCompletion(EntityManager manager) implements Synchronization {
  @Override
  public void beforeCompletion() {}

  @Override
  public void afterCompletion(int status) {
    manager.close();
  }
}
