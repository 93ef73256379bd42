package org.plivosandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most {@code most} requests in any window of time; 0 means no limit. */
class RequestLimit {
  private final int most;
  private final Duration window;
  private final Clock clock;
  private final Deque<Instant> admitted = new ArrayDeque<>();

  RequestLimit(int most, Duration window, Clock clock) {
    this.most = most;
    this.window = window;
    this.clock = clock;
  }

  synchronized boolean admits() {
    if (most == 0) {
      return true;
    }
    Instant now = clock.instant();
    while (!admitted.isEmpty() && !admitted.peek().plus(window).isAfter(now)) {
      admitted.remove();
    }
    return admitted.size() < most && admitted.add(now);
  }
}
