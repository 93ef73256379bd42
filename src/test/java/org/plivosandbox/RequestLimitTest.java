package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
  private static class SettableClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final SettableClock clock = new SettableClock();

  @Test
  void admitsSoManyInAnyWindow() {
    RequestLimit limit = new RequestLimit(2, Duration.ofSeconds(5), clock);
    assertThat(limit.admits()).isTrue();
    clock.now = clock.now.plusSeconds(4);
    assertThat(limit.admits()).isTrue();
    assertThat(limit.admits()).isFalse();
    clock.now = clock.now.plusSeconds(1);
    assertThat(limit.admits()).isTrue();
    assertThat(limit.admits()).isFalse();
  }

  @Test
  void zeroIsNoLimit() {
    RequestLimit limit = new RequestLimit(0, Duration.ofSeconds(5), clock);
    assertThat(limit.admits() && limit.admits()).isTrue();
  }
}
