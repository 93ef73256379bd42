package org.waybill.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferredWaitTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "wait=1 | 1",
        "wait=10 | 10",
        "wait=11 | 10",
        "wait=999999999 | 10",
        "WAIT = 5 | 5",
        "wait=\"5\" | 5",
        "respond-async, wait=5, foo=bar | 5",
        "wait=5; note=x | 5",
        "wait=5, wait=7 | 5"
      })
  void takesWhatRfc7240Allows(String header, int seconds) {
    assertThat(PreferredWait.of(List.of(header))).contains(new PreferredWait(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wait",
        "wait=",
        "wait=0",
        "wait=-1",
        "wait=1.5",
        "wait=soon",
        "waiting=5",
        "wait=1 0",
        "wait=99999999999999999999",
        "respond-async",
        "wait=x, wait=5"
      })
  void ignoresWhatIsMalformed(String header) {
    assertThat(PreferredWait.of(List.of(header))).isEmpty();
  }

  @Test
  void looksThroughAllHeaders() {
    assertThat(PreferredWait.of(null)).isEmpty();
    assertThat(PreferredWait.of(List.of("respond-async", "wait=3"))).contains(new PreferredWait(3));
  }
}
