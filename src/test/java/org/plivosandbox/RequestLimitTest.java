package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
  private final SettableClock clock = new SettableClock();

  @Test
  void admitsSoManyInAnyWindow() {
    RequestLimit limit = new RequestLimit(2, Duration.ofSeconds(5), clock);
    assertThat(limit.admits()).isTrue();
    clock.advance(Duration.ofSeconds(4));
    assertThat(limit.admits()).isTrue();
    assertThat(limit.admits()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(limit.admits()).isTrue();
    assertThat(limit.admits()).isFalse();
  }

  @Test
  void zeroIsNoLimit() {
    RequestLimit limit = new RequestLimit(0, Duration.ofSeconds(5), clock);
    assertThat(limit.admits() && limit.admits()).isTrue();
  }
}
