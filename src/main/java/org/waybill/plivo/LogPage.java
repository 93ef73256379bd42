package org.waybill.plivo;

import java.util.List;
import java.util.OptionalInt;

/** A page of Plivo's log of messages. */
public sealed interface LogPage {
  /**
   * What the log shows.
   *
   * @param more whether older messages of the asked time are on a next page
   */
  record Listed(List<Entry> entries, boolean more) implements LogPage {}

  /** No usable answer; ask again later. */
  record Unavailable(OptionalInt httpStatus, String why) implements LogPage {}

  /**
   * One message.
   *
   * @param from digits, or a name
   * @param to digits; where Plivo masks numbers, other characters as well
   */
  record Entry(String messageUuid, String from, String to) {
    /** Holds no number. */
    @Override
    public String toString() {
      return "Entry[messageUuid=" + messageUuid + "]";
    }
  }
}
