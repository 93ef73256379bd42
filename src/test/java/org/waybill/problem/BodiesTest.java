package org.waybill.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
  private static final int MOST = 10_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2_047, 2_048, 2_049, MOST - 1, MOST})
  void readsTheWhole(int length) throws IOException {
    byte[] body = body(length);

    assertThat(Bodies.read(new ByteArrayInputStream(body), MOST)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {MOST + 1, MOST + 100_000})
  void refusesWhatIsTooLarge(int length) {
    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> Bodies.read(new ByteArrayInputStream(body(length)), MOST));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 2_048, 5_000})
  void knowsLimitsBelowTheUsual(int length) {
    int most = 9;

    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> Bodies.read(new ByteArrayInputStream(body(length)), most));
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    return body;
  }
}
