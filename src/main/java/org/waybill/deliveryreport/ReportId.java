package org.waybill.deliveryreport;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** How JPA knows a row of the ledger, in the order of the primary key's index. */
public class ReportId implements Serializable {
  private static final long serialVersionUID = 1L;

  private UUID id;
  private Instant receivedAt;

  @Override
  public boolean equals(Object other) {
    return other instanceof ReportId that
        && id.equals(that.id)
        && receivedAt.equals(that.receivedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, receivedAt);
  }
}
