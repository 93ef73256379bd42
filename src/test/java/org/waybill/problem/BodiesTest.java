package org.waybill.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
  private static final int MOST = 10_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2_047, 2_048, 2_049, MOST - 1, MOST})
  void readsTheWhole(int length) {
    byte[] body = body(length);

    assertThat(Bodies.read(new ByteArrayInputStream(body), null, MOST)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {MOST + 1, MOST + 100_000})
  void refusesWhatIsTooLarge(int length) {
    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> Bodies.read(new ByteArrayInputStream(body(length)), null, MOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10001", "11000000", "9223372036854775807", "99999999999999999999"})
  void refusesWhatDeclaresToBeTooLargeUnread(String declared) {
    InputStream unreadable =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the server's own limit");
          }
        };

    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> Bodies.read(unreadable, declared, MOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "10000", "-1", "+5", "many"})
  void readsWhatDeclaresNoMoreOrNothingThatCounts(String declared) {
    byte[] body = body(MOST);

    assertThat(Bodies.read(new ByteArrayInputStream(body), declared, MOST)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 2_048, 5_000})
  void knowsLimitsBelowTheUsual(int length) {
    int most = 9;

    assertThatExceptionOfType(BodyTooLarge.class)
        .isThrownBy(() -> Bodies.read(new ByteArrayInputStream(body(length)), null, most));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5_000})
  void saysThatABodyBrokeOff(int length) {
    InputStream brokenOff =
        new SequenceInputStream(
            new ByteArrayInputStream(body(length)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new EOFException();
              }
            });

    assertThatExceptionOfType(BodyBrokenOff.class)
        .isThrownBy(() -> Bodies.read(brokenOff, null, MOST))
        .withCauseInstanceOf(EOFException.class);
  }

  @Test
  void waitsForNobodyWhoDrips() {
    InputStream dripping =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int from, int most) {
            into[from] = 'x';
            return 1;
          }
        };

    assertThatExceptionOfType(BodyBrokenOff.class)
        .isThrownBy(() -> Bodies.read(dripping, MOST, Duration.ZERO));
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    return body;
  }
}
