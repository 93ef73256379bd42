package org.waybill.message;

import java.time.Instant;
import org.waybill.message.TimelineEntry.Kind;

/** One write of a status, with what the history keeps of it. */
record Move(
    MessageStatus to,
    FailureReason reason,
    boolean provisional,
    Kind kind,
    Source source,
    Instant at) {

  static Move ours(MessageStatus to, Source source, Instant at) {
    return new Move(to, null, false, Kind.STATUS, source, at);
  }

  static Move refusal(FailureReason reason, Instant at) {
    return new Move(MessageStatus.FAILED, reason, false, Kind.STATUS, Source.DISPATCHER, at);
  }

  static Move declaration(FailureReason reason, Instant at) {
    return new Move(MessageStatus.FAILED, reason, true, Kind.STATUS, Source.SWEEPER, at);
  }

  static Move told(DeliveryReport report, boolean correction) {
    Kind kind = correction ? Kind.CORRECTION : Kind.REPORT;
    return new Move(report.status(), report.reason(), false, kind, report.source(), report.at());
  }

  String reasonCode() {
    return reason == null ? null : reason.code();
  }
}
