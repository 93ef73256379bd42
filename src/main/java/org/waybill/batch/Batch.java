package org.waybill.batch;

import java.util.Map;
import java.util.Optional;
import org.waybill.idempotency.Reservation.Ours;

/**
 * A batch to be worked on.
 *
 * @param key which is held until the end
 * @param kept the results of entries that were worked on under the key before, by their index
 */
record Batch(BatchBody body, String client, Optional<Ours> key, Map<Integer, String> kept) {
  static Batch keyless(BatchBody body, String client) {
    return new Batch(body, client, Optional.empty(), Map.of());
  }

  Batch under(Ours ours, Map<Integer, String> before) {
    return new Batch(body, client, Optional.of(ours), before);
  }

  /** Whether nothing is left to do. */
  boolean isReplay() {
    return !kept.isEmpty() && kept.size() == body.size();
  }

  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "Batch[body=%s, kept=%d]".formatted(body, kept.size());
  }
}
