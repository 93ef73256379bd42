package org.waybill.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.sender.Checked;

class SmsTextTest {
  /** 3GPP TS 23.038, 6.2.1, by column and row; 0x1B is the escape and no character. */
  private static final int[] BASIC = {
    0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5,
    0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xC6, 0xE6, 0xDF,
    0xC9, 0x20, 0x21, 0x22, 0x23, 0xA4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2D, 0x2E,
    0x2F, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E,
    0x3F, 0xA1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E,
    0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0xC4, 0xD6, 0xD1, 0xDC,
    0xA7, 0xBF, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E,
    0x6F, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0xE4, 0xF6, 0xF1, 0xFC,
    0xE0
  };

  /** The extension table: form feed ^ { } \ [ ~ ] | and the euro sign. */
  private static final int[] EXTENSION = {
    0x0C, 0x5E, 0x7B, 0x7D, 0x5C, 0x5B, 0x7E, 0x5D, 0x7C, 0x20AC
  };

  private static final String EMOJI = "😀";

  static IntStream basic() {
    return IntStream.of(BASIC);
  }

  static IntStream extension() {
    return IntStream.of(EXTENSION);
  }

  @Test
  void knowsAsManyCharactersAsTheTables() {
    assertThat(BASIC).hasSize(127).doesNotHaveDuplicates();
    List<Integer> known =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(codePoint -> GsmAlphabet.units(codePoint) > 0)
            .boxed()
            .toList();
    List<Integer> tables = IntStream.concat(basic(), extension()).sorted().boxed().toList();
    assertThat(known).isEqualTo(tables);
  }

  @ParameterizedTest
  @MethodSource("basic")
  void countsABasicCharacterAsOneUnit(int codePoint) {
    assertThat(text("x" + Character.toString(codePoint)))
        .extracting(SmsText::encoding, SmsText::units, SmsText::segments)
        .containsExactly(Encoding.GSM_7, 2, 1);
  }

  @ParameterizedTest
  @MethodSource("extension")
  void countsAnExtensionCharacterAsTwoUnits(int codePoint) {
    assertThat(text("x" + Character.toString(codePoint)))
        .extracting(SmsText::encoding, SmsText::units, SmsText::segments)
        .containsExactly(Encoding.GSM_7, 3, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ç", "`", "á", "’", "“", "–", "…", "\u00A0", "Ω\u0391", "я", "中", EMOJI})
  void sendsAnyOtherCharacterAsUcs2(String other) {
    assertThat(text("x" + other))
        .extracting(SmsText::encoding, SmsText::units, SmsText::segments)
        .containsExactly(Encoding.UCS_2, 1 + other.length(), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "159, 1",
    "160, 1",
    "161, 2",
    "306, 2",
    "307, 3",
    "459, 3",
    "460, 4",
    "1530, 10",
    "1531, 11",
    "1600, 11"
  })
  void countsSegmentsOfGsm(int length, int segments) {
    assertThat(text("a".repeat(length)))
        .extracting(SmsText::encoding, SmsText::units, SmsText::segments)
        .containsExactly(Encoding.GSM_7, length, segments);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "69, 1", "70, 1", "71, 2", "134, 2", "135, 3", "201, 3", "202, 4", "737, 11"})
  void countsSegmentsOfUcs2(int length, int segments) {
    assertThat(text("я".repeat(length)))
        .extracting(SmsText::encoding, SmsText::units, SmsText::segments)
        .containsExactly(Encoding.UCS_2, length, segments);
  }

  /** Letters before and after the wide character, the wide character, units, segments. */
  @ParameterizedTest
  @CsvSource({
    "158, 0, €, 160, 1",
    "159, 0, €, 161, 2",
    "151, 153, €, 306, 2",
    "152, 152, €, 306, 3",
    "152, 151, €, 305, 2",
    "152, 151, {, 305, 2",
    "153, 151, €, 306, 2",
    "305, 0, €, 307, 3",
    "68, 0, 😀, 70, 1",
    "69, 0, 😀, 71, 2",
    "65, 67, 😀, 134, 2",
    "66, 66, 😀, 134, 3",
    "66, 65, 😀, 133, 2",
    "67, 65, 😀, 134, 2"
  })
  void splitsNoCharacterOfTwoUnits(int before, int after, String wide, int units, int segments) {
    assertThat(text("a".repeat(before) + wide + "a".repeat(after)))
        .extracting(SmsText::units, SmsText::segments)
        .containsExactly(units, segments);
  }

  static Stream<IntFunction<String>> atTheLimit() {
    return Stream.of(
        over -> "a".repeat(1600 + over),
        over -> "€".repeat(800) + "a".repeat(over),
        over -> "я".repeat(737 + over),
        over -> EMOJI.repeat(368) + "a".repeat(1 + over));
  }

  @ParameterizedTest
  @MethodSource("atTheLimit")
  void takesWhatPlivoTakesAndNoUnitMore(IntFunction<String> textOver) {
    assertThat(text(textOver.apply(0)).units()).isIn(1600, 737);
    assertThat(reason(textOver.apply(1))).containsAnyOf("1601 units", "738 units");
  }

  @Test
  void saysWhyALongTextIsTooLong() {
    assertThat(reason("a".repeat(1600) + "b"))
        .startsWith("The text has 1601 units; GSM-7 takes at most 1600 (");
    assertThat(reason("a".repeat(737) + "я"))
        .isEqualTo(
            "The text has 738 units; UCS-2 takes at most 737 (it holds a character outside the GSM"
                + " alphabet).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\r "})
  void refusesAnEmptyText(String empty) {
    assertThat(reason(empty)).isEqualTo("The text is empty.");
  }

  @Test
  void refusesNoText() {
    assertThat(reason(null)).isEqualTo("The text is empty.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 0x0B, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x9F})
  void refusesControlCharacters(int control) {
    assertThat(reason("a" + Character.toString(control) + "b")).contains("control character");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xD83D, 0xDE00, 0xD800, 0xDFFF})
  void refusesHalfASurrogatePair(int half) {
    assertThat(reason("a" + (char) half + "b")).contains("surrogate");
    assertThat(reason("a" + (char) half)).contains("surrogate");
  }

  @Test
  void showsEncodingsAsTheApiDoes() {
    assertThat(Encoding.GSM_7.shown()).isEqualTo("GSM-7");
    assertThat(Encoding.UCS_2.shown()).isEqualTo("UCS-2");
  }

  @Test
  void showsNoText() {
    assertThat(text("secret")).hasToString("SmsText[GSM-7, 6 units, 1 segments]");
  }

  private static SmsText text(String text) {
    return SmsText.of(text).orElseThrow(IllegalStateException::new);
  }

  private static String reason(String text) {
    return ((Checked.Invalid<SmsText>) SmsText.of(text)).reason();
  }
}
