package org.waybill.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageStatusTest {
  /**
   * Rows: from; columns: to, both in the order of the enum. {@code x} allowed, {@code c} only as a
   * correction of a failure that we declared, {@code b} both.
   */
  private static final Map<MessageStatus, String> MATRIX = new EnumMap<>(MessageStatus.class);

  static {
    //                                         ac sg un sd qu st re fa ud de ca
    MATRIX.put(MessageStatus.ACCEPTED, "       .  x  .  x  x  x  x  x  x  x  x");
    MATRIX.put(MessageStatus.SUBMITTING, "     x  .  x  x  x  x  x  x  x  x  .");
    MATRIX.put(MessageStatus.UNCONFIRMED, "    x  .  .  x  x  x  x  x  x  x  .");
    MATRIX.put(MessageStatus.SUBMITTED, "      .  .  .  .  x  x  x  x  x  x  .");
    MATRIX.put(MessageStatus.QUEUED, "         .  .  .  .  .  x  x  x  x  x  .");
    MATRIX.put(MessageStatus.SENT, "           .  .  .  .  .  .  x  x  x  x  .");
    MATRIX.put(MessageStatus.REJECTED, "       .  .  .  .  .  .  .  x  x  x  .");
    MATRIX.put(MessageStatus.FAILED, "         .  .  .  c  c  c  b  c  b  b  .");
    MATRIX.put(MessageStatus.UNDELIVERED, "    .  .  .  .  .  .  x  x  .  x  .");
    MATRIX.put(MessageStatus.DELIVERED, "      .  .  .  .  .  .  x  x  x  .  .");
    MATRIX.put(MessageStatus.CANCELLED, "      .  .  .  .  .  .  .  .  .  .  .");
  }

  static Stream<Arguments> everyPair() {
    return Arrays.stream(MessageStatus.values())
        .flatMap(
            from ->
                Arrays.stream(MessageStatus.values())
                    .map(to -> Arguments.of(from, to, cell(from, to))));
  }

  private static String cell(MessageStatus from, MessageStatus to) {
    return MATRIX.get(from).strip().split("\\s+")[to.ordinal()];
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @MethodSource("everyPair")
  void allowsExactlyTheMovesOfTheMatrix(MessageStatus from, MessageStatus to, String cell) {
    assertThat(from.successors().contains(to)).isEqualTo("x".equals(cell) || "b".equals(cell));
    assertThat(from.corrections().contains(to)).isEqualTo("c".equals(cell) || "b".equals(cell));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsWord(MessageStatus status) {
    assertThat(MessageStatus.ofWord(status.word())).contains(status);
  }

  @Test
  void knowsNoForeignWord() {
    assertThat(MessageStatus.ofWord("DELIVERED")).isEmpty();
    assertThat(MessageStatus.ofWord("read")).isEmpty();
  }
}
