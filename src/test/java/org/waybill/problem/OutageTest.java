package org.waybill.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
  @ParameterizedTest
  @CsvSource({
    "08001, true",
    "08006, true",
    "57P01, true",
    "25P03, true",
    ", true",
    "23505, false",
  })
  void isToldByTheState(String state, boolean outage) {
    SQLException failure = new SQLException("words", state);
    IllegalStateException rolledBack = new IllegalStateException("could not commit");
    rolledBack.addSuppressed(new IllegalStateException(failure));

    assertThat(Outage.isCauseOf(new IllegalStateException(failure))).isEqualTo(outage);
    assertThat(Outage.isCauseOf(rolledBack)).as("only suppressed").isEqualTo(outage);
    assertThat(Outage.isCauseOf(new IllegalStateException())).isFalse();
  }
}
