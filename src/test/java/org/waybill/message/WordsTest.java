package org.waybill.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00.123456Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void areReadableInTheDatabase() {
    Words words =
        Words.NONE
            .with(word(MessageStatus.SENT, null, 7, Source.CALLBACK, NOW))
            .with(word(MessageStatus.UNDELIVERED, "30", 9, Source.QUERY, LATER));

    assertThat(words.text())
        .isEqualTo(
            "sent 7 CALLBACK 2026-10-05T09:00:00.123456Z\n"
                + "undelivered 9 QUERY 2026-10-05T09:01:00.123456Z 30");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"30", "-", "two words", "a+b%20c", "line\nbreak", "größer"})
  void comeBackFromTheDatabaseAsTheyWere(String reason) {
    Words words =
        Words.NONE
            .with(word(MessageStatus.FAILED, reason, 9, Source.CALLBACK, NOW))
            .with(word(MessageStatus.DELIVERED, null, 8, Source.CALLBACK, LATER));

    assertThat(Words.ofText(words.text())).isEqualTo(words);
  }

  @Test
  void areNothingWithoutAny() {
    assertThat(Words.NONE.text()).isNull();
    assertThat(Words.ofText(null)).isEqualTo(Words.NONE);
  }

  @Test
  void holdAWordOnceWithItsLatestPlace() {
    Words words =
        Words.NONE
            .with(word(MessageStatus.SENT, null, 7, Source.CALLBACK, NOW))
            .with(word(MessageStatus.SENT, null, 8, Source.QUERY, LATER))
            .with(word(MessageStatus.SENT, null, 6, Source.QUERY, LATER));

    assertThat(words.all())
        .containsExactly(word(MessageStatus.SENT, null, 8, Source.CALLBACK, NOW));
  }

  @Test
  void tellFailuresApartByTheirReason() {
    Words words =
        Words.NONE
            .with(word(MessageStatus.FAILED, "30", 7, Source.CALLBACK, NOW))
            .with(word(MessageStatus.FAILED, "40", 8, Source.CALLBACK, NOW));

    assertThat(words.all()).extracting(Word::reason).containsExactly("30", "40");
  }

  private static Word word(
      MessageStatus status, String reason, long precedence, Source source, Instant at) {
    return new Word(status, reason, precedence, source, at.toString());
  }
}
