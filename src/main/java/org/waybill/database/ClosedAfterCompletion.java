package org.waybill.database;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;

record ClosedAfterCompletion(EntityManager manager, Enlistment enlistment)
    implements Synchronization {
  @Override
  public void beforeCompletion() {}

  @Override
  public void afterCompletion(int status) {
    enlistment.end();
    manager.close();
  }
}
