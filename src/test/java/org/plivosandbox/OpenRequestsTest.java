package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {
  private static final Answer AT_ONCE = Answer.json(202, "{}");
  private static final Answer LATE = AT_ONCE.heldBack(Duration.ofSeconds(15));
  private final SettableClock clock = new SettableClock();

  @Test
  void countsAnswersThatAreHeldBackUntilTheyAreGiven() {
    OpenRequests open = new OpenRequests(2, clock);
    open.opened(AT_ONCE);
    open.opened(LATE);
    assertThat(open.admits()).isTrue();
    open.opened(LATE);
    assertThat(open.admits()).isFalse();

    clock.advance(Duration.ofSeconds(15));

    assertThat(open.admits()).isTrue();
  }

  @Test
  void zeroIsNoLimit() {
    OpenRequests open = new OpenRequests(0, clock);
    open.opened(LATE);

    assertThat(open.admits()).isTrue();
  }
}
