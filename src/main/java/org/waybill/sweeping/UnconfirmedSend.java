package org.waybill.sweeping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.message.Attempt;
import org.waybill.plivo.LogPage.Entry;
import org.waybill.sender.Sender;
import org.waybill.sweeping.SearchResult.Absent;
import org.waybill.sweeping.SearchResult.Arrived;
import org.waybill.sweeping.SearchResult.Unclear;

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

  /**
   * What a part of Plivo's log says of it. Somebody else's send to the recipient proves nothing: it
   * may be this one, shown under another sender.
   *
   * @param log all of the time in which it may have arrived
   * @param unknownToUs of some of Plivo's UUIDs those that no attempt of ours has
   */
  SearchResult in(List<Entry> log, UnaryOperator<List<String>> unknownToUs) {
    if (log.stream().anyMatch(UnconfirmedSend::isMasked)) {
      return new Unclear();
    }
    List<Entry> toRecipient = log.stream().filter(this::isTo).toList();
    List<String> unknown = unknownToUs.apply(uuids(toRecipient.stream()));
    List<String> candidates = uuids(toRecipient.stream().filter(this::mayBe));
    candidates.retainAll(unknown);
    if (unknown.isEmpty()) {
      return new Absent();
    }
    return candidates.size() == 1 ? new Arrived(candidates.get(0)) : new Unclear();
  }

  private static List<String> uuids(Stream<Entry> entries) {
    return entries
        .map(Entry::messageUuid)
        .distinct()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Plivo shows numbers without {@code +}. */
  private boolean isTo(Entry entry) {
    return digits(to).equals(digits(entry.to()));
  }

  /** Plivo shows of a powerpack the number that it chose. */
  private boolean mayBe(Entry entry) {
    return Sender.isPowerpack(from) || digits(from).equals(digits(entry.from()));
  }

  /** Whether the entry's number is hidden, so that it might be this one. */
  private static boolean isMasked(Entry entry) {
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
