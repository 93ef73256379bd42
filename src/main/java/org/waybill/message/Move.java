package org.waybill.message;

import java.time.Instant;
import org.waybill.message.TimelineEntry.Kind;

/**
 * One write of a status, with what the history keeps of it.
 *
 * @param precedence of the report that it comes from; 0 for a step of ours
 */
record Move(
    MessageStatus to,
    FailureReason reason,
    boolean provisional,
    Kind kind,
    Source source,
    long precedence,
    Instant at) {

  static Move ours(MessageStatus to, Source source, Instant at) {
    return new Move(to, null, false, Kind.STATUS, source, 0, at);
  }

  static Move refusal(FailureReason reason, Instant at) {
    return new Move(MessageStatus.FAILED, reason, false, Kind.STATUS, Source.DISPATCHER, 0, at);
  }

  static Move declaration(FailureReason reason, Instant at) {
    return new Move(MessageStatus.FAILED, reason, true, Kind.STATUS, Source.SWEEPER, 0, at);
  }

  static Move told(DeliveryReport report) {
    return new Move(
        report.status(),
        report.reason(),
        false,
        Kind.REPORT,
        report.source(),
        report.precedence(),
        report.at());
  }

  String reasonCode() {
    return reason == null ? null : reason.code();
  }
}
