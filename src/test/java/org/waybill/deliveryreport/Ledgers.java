package org.waybill.deliveryreport;

import java.time.InstantSource;
import org.waybill.message.Messages;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.TestDatabase;

/** For tests of other capabilities that report through this one. */
public final class Ledgers {
  private Ledgers() {}

  public static DeliveryReports reports(
      TestDatabase database, Messages messages, InstantSource clock) {
    return new DeliveryReports(
        new Ledger(database.entities()), messages, clock, new FiredEvents<>());
  }
}
