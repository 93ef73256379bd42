package org.waybill.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.plivo.LogPage.Entry;
import org.waybill.sweeping.SearchResult.Arrived;
import org.waybill.sweeping.SearchResult.Unclear;

class UnconfirmedSendTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");

  private static final String POWERPACK = "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46";

  @ParameterizedTest
  @CsvSource({
    "+14155550109, 14155550109, 14155550100, Arrived",
    "WAYBILL, WAYBILL, 14155550100, Arrived",
    POWERPACK + ", 14155550108, 14155550100, Arrived",
    // somebody else's, or this one under another name: no proof
    "+14155550109, 14155550108, 14155550100, Unclear",
    "+14155550109, 14155550109, 14155550101, Absent",
    POWERPACK + ", 14155550108, 14155550101, Absent",
    "+14155550109, 14155550109, 1415555XXXX, Unclear"
  })
  void isRecognisedByItsNumbers(String from, String shownFrom, String shownTo, String result) {
    List<Entry> log = List.of(new Entry("uuid", shownFrom, shownTo));

    assertThat(name(send(from).in(log, uuids -> uuids))).isEqualTo(result);
    assertThat(name(send(from).in(log, known -> List.of())))
        .isEqualTo(shownTo.endsWith("X") ? "Unclear" : "Absent");
  }

  @Test
  void isNotFoundAmongTwoThatMayBeIt() {
    List<Entry> log =
        List.of(
            new Entry("one", "14155550109", "14155550100"),
            new Entry("two", "14155550109", "14155550100"));

    assertThat(send("+14155550109").in(log, uuids -> uuids)).isEqualTo(new Unclear());
    assertThat(send("+14155550109").in(log, uuids -> List.of("two"))).isEqualTo(new Arrived("two"));
  }

  @Test
  void mayHaveArrivedUntilItsLeaseEnded() {
    Duration lease = Duration.ofMinutes(2);

    Window window = Window.of(List.of(at(T0.plusSeconds(5)), at(T0), at(T0.plusSeconds(3))), lease);

    assertThat(window.since()).isEqualTo(T0.minusSeconds(30));
    assertThat(window.until()).isEqualTo(T0.plusSeconds(5).plus(lease).plusSeconds(30));
  }

  private static String name(SearchResult result) {
    return result.getClass().getSimpleName();
  }

  private static UnconfirmedSend send(String from) {
    UUID id = UUID.randomUUID();
    return new UnconfirmedSend("default", id, id, 1, from, "+14155550100", T0, T0);
  }

  private static UnconfirmedSend at(Instant submittingAt) {
    UUID id = UUID.randomUUID();
    return new UnconfirmedSend(
        "default", id, id, 1, "+14155550109", "+14155550100", submittingAt, submittingAt);
  }
}
