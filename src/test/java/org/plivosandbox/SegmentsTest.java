package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
  @ParameterizedTest(name = "{1} x {0} makes {2}")
  @CsvSource({
    "a, 1, 1",
    "a, 160, 1",
    "a, 161, 2",
    "a, 306, 2",
    "a, 307, 3",
    "a, 1600, 11",
    "€, 80, 1",
    "€, 81, 2",
    "€, 152, 2",
    "€, 153, 3",
    "ж, 70, 1",
    "ж, 71, 2",
    "ж, 134, 2",
    "ж, 135, 3",
    "ж, 737, 11",
    "😀, 35, 1",
    "😀, 36, 2",
    "😀, 66, 2",
    "😀, 67, 3"
  })
  void countsBilledUnits(String character, int times, int units) {
    assertThat(Segments.of(character.repeat(times)).units()).isEqualTo(units);
  }

  @ParameterizedTest(name = "{1} x {0} too long: {2}")
  @CsvSource({
    "a, 1600, false",
    "a, 1601, true",
    "€, 800, false",
    "€, 801, true",
    "ж, 737, false",
    "ж, 738, true"
  })
  void knowsPlivosLongestText(String character, int times, boolean tooLong) {
    assertThat(Segments.of(character.repeat(times)).isTooLong()).isEqualTo(tooLong);
  }

  @Test
  void oneForeignCharacterMakesTheWholeTextUcs2() {
    assertThat(Segments.of("a".repeat(70) + "ж").units()).isEqualTo(2);
    assertThat(Segments.of("àéñÜß§Ω\n@£").gsm()).isTrue();
    assertThat(Segments.of("ç").gsm()).isFalse();
  }
}
