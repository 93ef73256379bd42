package org.waybill.deliveryreport;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.waybill.message.Messages;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.TestDatabase;

/** For tests of other capabilities that report through this one. */
public final class Ledgers {
  private Ledgers() {}

  public static DeliveryReports reports(
      TestDatabase database, Messages messages, InstantSource clock) {
    Ledger ledger = new Ledger(database.entities());
    return new DeliveryReports(
        ledger,
        messages,
        clock,
        new CallbackMetrics(new SimpleMeterRegistry()),
        new FiredEvents<>());
  }
}
