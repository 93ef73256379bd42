package org.waybill.deliveryreport;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.waybill.commit.Group;
import org.waybill.deliveryreport.DeliveryReports.Receipt;

/**
 * Reports that share a transaction; what is not of the ordinary way gets one of its own.
 *
 * @param full with this weight it is full
 */
record ReportGroup(ReportBatches batches, DeliveryReports reports, int full)
    implements Group<Told, Receipt> {
  /**
   * A transaction of more changes more pages than H2 keeps, 19 MB in memory: it would write many of
   * them once on the way and once at the commit.
   */
  static final int FULL_ON_H2 = 640;

  /** A failure is heard by those who send anew, hold accounts and keep opt-outs, one by one. */
  @Override
  public int weight(Told one) {
    boolean isOrdinary =
        one.kind() == ReportKind.SMS && one.attemptId() != null && PlivoWords.tellsOfSuccess(one);
    return isOrdinary ? 1 : HEAVY;
  }

  @Override
  public List<Optional<Receipt>> together(List<Told> all) {
    Set<UUID> stored = batches.store(all);
    return all.stream()
        .map(told -> Optional.of(Receipt.STORED).filter(any -> stored.contains(told.id())))
        .toList();
  }

  @Override
  public Receipt alone(Told one) {
    return reports.receive(one);
  }
}
