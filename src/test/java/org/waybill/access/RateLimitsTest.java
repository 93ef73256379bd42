package org.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waybill.settings.Settings;

class RateLimitsTest {
  private final RateLimits limits =
      new RateLimits(
          new AccessSettings(
              new Settings(
                  name ->
                      Optional.ofNullable(
                          Map.of(
                                  "waybill.limits.sends-per-minute", "3",
                                  "waybill.limits.refusals-per-minute", "1",
                                  "waybill.limits.callbacks-per-minute", "2")
                              .get(name)))));

  @Test
  void refusesTheCallPastTheLimitAndSaysHowLongToWait() {
    for (int call = 0; call < 3; call++) {
      assertThat(limits.send("a")).isEmpty();
    }
    assertThat(limits.send("a"))
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20)));
  }

  @Test
  void takesSeveralSendsWholeOrNotAtAll() {
    assertThat(limits.sends("a", 0)).isEmpty();
    assertThat(limits.sends("a", 2)).isEmpty();
    assertThat(limits.sends("a", 2)).isPresent();
    assertThat(limits.sends("a", 1)).isEmpty();
    assertThat(limits.send("a")).isPresent();
    assertThat(limits.mostSends()).isEqualTo(3);
  }

  @Test
  void letsNoStrangerFillTheLog() {
    assertThat(limits.mayBeLogged("a")).isTrue();
    assertThat(limits.mayBeLogged("a")).isFalse();
    assertThat(limits.mayBeLogged("b")).isTrue();
    assertThat(limits.refusal("a")).isEmpty();
  }

  @Test
  void countsEachCallerAndEachKindOfCallApart() {
    for (int call = 0; call < 3; call++) {
      limits.send("a");
    }
    assertThat(limits.send("b")).isEmpty();
    assertThat(limits.read("a")).isEmpty();
    assertThat(limits.callback("a")).isEmpty();
    assertThat(limits.callback("a")).isEmpty();
    assertThat(limits.callback("a")).isPresent();
  }
}
