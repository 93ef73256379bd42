package org.waybill.suppression;

import java.time.InstantSource;
import org.waybill.sender.SenderPools;
import org.waybill.suppression.Suppression.Source;
import org.waybill.testing.TestDatabase;

/** For tests of other capabilities that ask who has opted out. */
public final class SuppressionList {
  private final TestDatabase database;
  private final Suppressions suppressions;
  private final SenderPools pools;

  public SuppressionList(TestDatabase database, InstantSource clock, SenderPools pools) {
    this.database = database;
    this.suppressions = new Suppressions(database.entities(), clock);
    this.pools = pools;
  }

  public OptOutCheck check() {
    return new OptOutCheck(suppressions, pools);
  }

  public void add(String sender, String recipient) {
    database.inTransaction(() -> suppressions.add(sender, recipient, Source.STOP));
  }
}
