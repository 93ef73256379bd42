package org.waybill.sweeping;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** On every node; the database decides who sweeps what. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SweepTimer {
  @Inject Sweeper sweeper;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void stuck() {
    sweeper.sweepStuck();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void outages() {
    sweeper.watchForOutages();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void carrierRetries() {
    sweeper.openCarrierRetries();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void unconfirmed() {
    sweeper.sweepUnconfirmed();
  }
}
