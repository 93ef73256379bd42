package org.waybill.idempotency;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** On every node; deleting twice does no harm. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class KeyPurgeTimer {
  @Inject KeyPurge purge;

  @Schedule(hour = "*", minute = "*", persistent = false)
  void tick() {
    purge.purge();
  }
}
