package org.waybill.sweeping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.plivo.ReadResult;
import org.waybill.plivo.ReadResult.Unavailable;

/**
 * The accounts for which Plivo has not answered of late. An error is an answer: it says nothing of
 * the account's other messages. A single question may have been lost.
 */
final class Unanswered {
  private static final int AWAY_AFTER = 3;

  private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

  boolean isAway(String account) {
    return inARow.getOrDefault(account, 0) >= AWAY_AFTER;
  }

  /** What came of a question that was asked. */
  void heard(String account, ReadResult result) {
    if (result instanceof Unavailable unavailable && unavailable.httpStatus().isEmpty()) {
      inARow.merge(account, 1, Integer::sum);
    } else {
      inARow.remove(account);
    }
  }
}
