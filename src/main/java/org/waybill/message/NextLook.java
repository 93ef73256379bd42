package org.waybill.message;

import java.time.Duration;
import java.time.Instant;

/** When Plivo is asked about a message that waits for reports. */
final class NextLook {
  private NextLook() {}

  /**
   * After some silence, at the deadline at the latest, but never before the end of a question that
   * a sweeper is just asking.
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
    boolean asked = from != null && Message.ON_THEIR_WAY.contains(from) && planned != null;
    if (asked && deadline != null && planned.isAfter(deadline)) {
      return planned;
    }
    boolean waits = silence != null && deadline != null && Message.ON_THEIR_WAY.contains(to);
    return waits && at.plus(silence).isBefore(deadline) ? at.plus(silence) : deadline;
  }
}
