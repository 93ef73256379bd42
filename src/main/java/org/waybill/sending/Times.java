package org.waybill.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.waybill.problem.Problem.Violation;

/** When a message may be sent, seen from the moment it is asked for. */
final class Times {
  private static final Duration FARTHEST = Duration.ofDays(30);

  /** Clocks differ, and a request takes its time; more is a mistake such as a wrong time zone. */
  private static final Duration LATEST = Duration.ofMinutes(1);

  private Times() {}

  static void check(MessageRequest request, Instant now, List<Violation> faults) {
    Instant sendAt = request.sendAt();
    Instant expiresAt = request.expiresAt();
    if (sendAt != null && sendAt.isBefore(now.minus(LATEST))) {
      faults.add(new Violation("#/sendAt", "It must not be more than a minute in the past."));
    }
    if (sendAt != null && sendAt.isAfter(now.plus(FARTHEST))) {
      faults.add(new Violation("#/sendAt", "It must be at most 30 days ahead."));
    }
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      faults.add(new Violation("#/expiresAt", "It must be in the future."));
    } else if (expiresAt != null && sendAt != null && !expiresAt.isAfter(sendAt)) {
      faults.add(new Violation("#/expiresAt", "It must be later than sendAt."));
    }
  }
}
