package org.waybill.message;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * All attempts of a message, and which of them counts.
 *
 * @param all the oldest first, at least one
 */
record Attempts(List<Attempt> all) {
  /**
   * @throws IllegalArgumentException if it is not one of them
   */
  Attempt of(UUID attemptId) {
    return all.stream()
        .filter(attempt -> attempt.id().equals(attemptId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "attemptId=" + attemptId + " is not of messageId=" + newest().message().id()));
  }

  /**
   * The one that counts: the newest that arrived or still may. If there is none, the newest that
   * was not taken back, or the first.
   */
  Attempt latest() {
    return newest(Attempt::isOfUse)
        .or(() -> newest(attempt -> attempt.status() != MessageStatus.CANCELLED))
        .orElseGet(() -> all.get(0));
  }

  Attempt newest() {
    return all.get(all.size() - 1);
  }

  private Optional<Attempt> newest(Predicate<Attempt> which) {
    return all.stream().filter(which).reduce((older, newer) -> newer);
  }

  /** It waits, although an earlier one has arrived or still may. */
  boolean newestWouldDouble() {
    Attempt newest = newest();
    return newest.status() == MessageStatus.ACCEPTED
        && all.stream().anyMatch(other -> other != newest && other.isOfUse());
  }

  boolean newestWaitsBehind(Attempt attempt) {
    return newest() != attempt && newest().status() == MessageStatus.ACCEPTED;
  }

  /** US dollars for all together; null while none is known. */
  BigDecimal price() {
    return all.stream()
        .map(Attempt::price)
        .filter(Objects::nonNull)
        .reduce(BigDecimal::add)
        .orElse(null);
  }
}
