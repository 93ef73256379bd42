package org.plivosandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.PriorityQueue;

/** Requests whose answer is held back: at most {@code most} at a time; 0 means no limit. */
class OpenRequests {
  private final int most;
  private final Clock clock;
  private final PriorityQueue<Instant> ends = new PriorityQueue<>();

  OpenRequests(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  synchronized boolean admits() {
    Instant now = clock.instant();
    while (!ends.isEmpty() && !ends.peek().isAfter(now)) {
      ends.remove();
    }
    return most == 0 || ends.size() < most;
  }

  /** The answer counts as long as it is held back. */
  synchronized Answer opened(Answer answer) {
    if (!answer.after().isZero()) {
      ends.add(clock.instant().plus(answer.after()));
    }
    return answer;
  }
}
