package org.waybill.deliveryreport;

import java.util.Locale;

/** What a row of the ledger was good for. */
public enum ReportOutcome {
  /** It tells of an attempt of ours and was applied to it. */
  MATCHED,
  /** No attempt of ours is known by this UUID, yet. */
  UNMATCHED,
  /** Its status is a word that Waybill does not know. */
  UNKNOWN_STATUS,
  /** Inbound and voice: kept for whoever reads it. */
  RECORDED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
