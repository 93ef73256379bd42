package org.waybill.message;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * One line of a message's history.
 *
 * @param attempt its number
 * @param reason the code of a failure; null unless it failed
 * @param provisional whether we declared the attempt failed here, on our own account
 * @param precedence of the report that it comes from; 0 for a step of ours
 */
public record TimelineEntry(
    int attempt,
    Kind kind,
    MessageStatus status,
    Source source,
    String reason,
    boolean provisional,
    long precedence,
    Instant at) {
  /**
   * Attempt by attempt, in the order of the way, so that late knowledge stands where it belongs.
   */
  static final Comparator<TimelineEntry> IN_ORDER =
      Comparator.comparingInt(TimelineEntry::attempt)
          .thenComparingInt(entry -> Math.max(entry.status.rank(), MessageStatus.SUBMITTING.rank()))
          .thenComparingLong(TimelineEntry::precedence)
          .thenComparing(TimelineEntry::at);

  /** Who says so. */
  public enum Kind {
    /** Waybill's own step. */
    STATUS,
    /** A genuine word of Plivo's; each distinct one once. */
    REPORT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isDeclarationOf(int asked) {
    return provisional && attempt == asked;
  }

  boolean outranks(TimelineEntry other) {
    return attempt == other.attempt && precedence > other.precedence;
  }
}
