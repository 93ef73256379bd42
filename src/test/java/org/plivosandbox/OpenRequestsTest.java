package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {
  private static final Answer AT_ONCE = Answer.json(202, "{}");
  private static final Answer LATE = AT_ONCE.heldBack(Duration.ofSeconds(15));
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");

  private Instant now = T0;
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }
      };

  @Test
  void countsAnswersThatAreHeldBackUntilTheyAreGiven() {
    OpenRequests open = new OpenRequests(2, clock);
    open.opened(AT_ONCE);
    open.opened(LATE);
    assertThat(open.admits()).isTrue();
    open.opened(LATE);
    assertThat(open.admits()).isFalse();

    now = T0.plusSeconds(15);

    assertThat(open.admits()).isTrue();
  }

  @Test
  void zeroIsNoLimit() {
    OpenRequests open = new OpenRequests(0, clock);
    open.opened(LATE);

    assertThat(open.admits()).isTrue();
  }
}
