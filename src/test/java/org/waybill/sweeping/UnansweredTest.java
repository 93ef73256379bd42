package org.waybill.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.waybill.plivo.ReadResult;
import org.waybill.plivo.ReadResult.Unavailable;
import org.waybill.plivo.ReadResult.Unknown;

class UnansweredTest {
  private static final ReadResult NOTHING =
      new Unavailable(OptionalInt.empty(), "timed out", Duration.ZERO);
  private static final ReadResult ERROR =
      new Unavailable(OptionalInt.of(500), "broken", Duration.ZERO);

  private final Unanswered unanswered = new Unanswered();

  @Test
  void isAwayAfterThreeQuestionsInARowWithoutAnswer() {
    heard("a", NOTHING, NOTHING);
    assertThat(unanswered.isAway("a")).isFalse();

    heard("a", NOTHING);

    assertThat(unanswered.isAway("a")).isTrue();
    assertThat(unanswered.isAway("b")).isFalse();
  }

  @Test
  void takesAnErrorForAnAnswer() {
    heard("a", ERROR, ERROR, ERROR, ERROR);
    heard("b", NOTHING, NOTHING, ERROR, NOTHING, NOTHING, new Unknown(), NOTHING, NOTHING);

    assertThat(unanswered.isAway("a")).isFalse();
    assertThat(unanswered.isAway("b")).isFalse();
  }

  private void heard(String account, ReadResult... all) {
    for (ReadResult one : all) {
      unanswered.heard(account, one);
    }
  }
}
