package org.waybill.sweeping;

import java.time.Instant;
import java.util.UUID;
import org.waybill.message.Attempt;
import org.waybill.plivo.LogPage.Entry;
import org.waybill.sender.Sender;

/**
 * An attempt that Plivo may or may not have taken, and when it would have.
 *
 * @param tries of the attempt: another try of it is another send
 * @param takenAt no look into Plivo's log for it was made before
 */
record UnconfirmedSend(
    String account,
    UUID messageId,
    UUID attemptId,
    int tries,
    String from,
    String to,
    Instant submittingAt,
    Instant takenAt) {

  boolean isOf(Attempt attempt) {
    return attempt.id().equals(attemptId) && attempt.tries() == tries;
  }

  /** Plivo shows numbers without {@code +}, and of a powerpack the number that it chose. */
  boolean mayBe(Entry entry) {
    boolean sameSender = Sender.isPowerpack(from) || digits(from).equals(digits(entry.from()));
    return sameSender && digits(to).equals(digits(entry.to()));
  }

  /** Whether the entry's number is hidden, so that it might be this one. */
  static boolean isMasked(Entry entry) {
    return !digits(entry.to()).matches("[0-9]+");
  }

  private static String digits(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }

  /** Holds no number. */
  @Override
  public String toString() {
    return "UnconfirmedSend[messageId=%s, attemptId=%s]".formatted(messageId, attemptId);
  }
}
