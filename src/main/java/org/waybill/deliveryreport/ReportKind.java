package org.waybill.deliveryreport;

import java.util.Locale;
import java.util.Optional;

/** What a callback tells of. */
public enum ReportKind {
  /** The status of a message of ours or of one sent by other means. */
  SMS,
  /** A message that somebody sent to one of our numbers. */
  INBOUND,
  /** A call. */
  VOICE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ReportKind> ofWord(String word) {
    for (ReportKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
