package org.waybill.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.plivo.LogPage.Entry;

class UnconfirmedSendTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "+14155550109, 14155550109, 14155550100, true",
    "+14155550109, 14155550108, 14155550100, false",
    "+14155550109, 14155550109, 14155550101, false",
    "WAYBILL, WAYBILL, 14155550100, true",
    "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46, 14155550108, 14155550100, true",
    "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46, 14155550108, 14155550101, false"
  })
  void isRecognisedByItsNumbers(String from, String shownFrom, String shownTo, boolean same) {
    UUID id = UUID.randomUUID();
    UnconfirmedSend send = new UnconfirmedSend("default", id, id, 1, from, "+14155550100", T0, T0);

    assertThat(send.mayBe(new Entry("uuid", shownFrom, shownTo))).isEqualTo(same);
  }
}
