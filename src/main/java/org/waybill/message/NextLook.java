package org.waybill.message;

import java.time.Duration;
import java.time.Instant;

/** When Plivo is asked about a message that waits for reports. */
final class NextLook {
  private NextLook() {}

  /**
   * After some silence, at the deadline at the latest, but never before the end of a question that
   * a sweeper is just asking. A look that is planned already is not put off by a report: the due
   * time is an index entry, which would have to follow. It is put off when its time has come.
   *
   * @param planned for when the look was planned before; null for never
   * @param deadline null when nothing more is expected
   * @param silence null to ask at the deadline only
   */
  static Instant of(
      MessageStatus from,
      MessageStatus to,
      Instant planned,
      Instant deadline,
      Duration silence,
      Instant at) {
    if (!Message.ON_THEIR_WAY.contains(to)) {
      return asks(from, planned) && isAfter(planned, deadline) ? planned : deadline;
    }
    Instant look = after(at, silence, deadline);
    boolean kept = isAfter(look, planned) || isAfter(planned, deadline);
    return asks(from, planned) && kept ? planned : look;
  }

  /** After this much silence since the given time, at the deadline at the latest. */
  static Instant after(Instant at, Duration silence, Instant deadline) {
    boolean sooner = silence != null && isAfter(deadline, at.plus(silence));
    return sooner ? at.plus(silence) : deadline;
  }

  private static boolean asks(MessageStatus from, Instant planned) {
    return from != null && Message.ON_THEIR_WAY.contains(from) && planned != null;
  }

  private static boolean isAfter(Instant one, Instant other) {
    return one != null && other != null && one.isAfter(other);
  }
}
