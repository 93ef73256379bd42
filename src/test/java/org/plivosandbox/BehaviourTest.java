package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehaviourTest {
  private static final Instant NOON = Instant.parse("2026-10-05T12:00:00Z");

  @ParameterizedTest(name = "…{0} ends {1} with {2}")
  @CsvSource({
    "010, UNDELIVERED, 10", "020, UNDELIVERED, 20", "030, UNDELIVERED, 30", "040, FAILED, 40",
    "050, FAILED, 50", "060, UNDELIVERED, 60", "070, UNDELIVERED, 70", "080, UNDELIVERED, 80",
    "090, FAILED, 90", "100, UNDELIVERED, 100", "110, FAILED, 110", "200, FAILED, 200",
    "201, FAILED, 201", "420, FAILED, 420", "450, FAILED, 450", "900, FAILED, 900",
    "601, DELIVERED, 000", "602, DELIVERED, 000", "614, SENT, ''", "555, DELIVERED, 000"
  })
  void digitsChooseTheEndThatPlivoWouldTellWhenAsked(String digits, State end, String code) {
    SandboxMessage message = message(digits, "http://h/");
    State later = message.stateAt(NOON.plusSeconds(60));
    assertThat(later).isEqualTo(end);
    assertThat(message.errorCodeIn(later)).isEqualTo(code);
  }

  @ParameterizedTest(name = "…{0} calls back {1}")
  @CsvSource({
    "555, 'queued1 sent2 delivered3'",
    "900, 'queued1 failed2'",
    "601, 'queued1 sent2'",
    "602, ''",
    "603, 'queued1 queued1 queued1 sent2 sent2 sent2 delivered3 delivered3 delivered3'",
    "604, 'delivered3 sent2 queued1'",
    "606, 'queued1 sent2 delivered3'",
    "608, 'queued1 sent2 delivered3'",
    "610, 'queued1? sent2? delivered3? queued1 sent2 delivered3'",
    "614, ''"
  })
  void digitsChooseTheCallbacks(String digits, String expected) {
    assertThat(
            Callback.of(message(digits, "http://h/")).stream()
                .map(BehaviourTest::shortForm)
                .reduce((a, b) -> a + " " + b)
                .orElse(""))
        .isEqualTo(expected);
  }

  @Test
  void withoutAnAddressThereAreNoCallbacks() {
    assertThat(Callback.of(message("555", null))).isEmpty();
  }

  @Test
  void anOrdinaryMessageIsDeliveredWithinTwoSeconds() {
    assertThat(message("555", null).stateAt(NOON)).isEqualTo(State.QUEUED);
    assertThat(message("555", null).stateAt(NOON.plusMillis(500))).isEqualTo(State.SENT);
    assertThat(message("555", null).stateAt(NOON.plusMillis(1_000))).isEqualTo(State.DELIVERED);
    assertThat(message("613", null).stateAt(NOON.plusSeconds(20))).isEqualTo(State.SENT);
    assertThat(message("612", null).stateAt(NOON.plusSeconds(15))).isEqualTo(State.QUEUED);
  }

  @Test
  void aFailedMessageCostsNothing() {
    assertThat(message("900", null).amountIn(State.FAILED)).isZero();
    assertThat(message("080", null).amountIn(State.UNDELIVERED)).isEqualTo(SandboxMessage.RATE);
  }

  @Test
  void aRoundOfAttemptsStartsAnewAfterItsLast() {
    assertThat(replies("607", 4)).containsExactly("429", "429", "202", "429");
    assertThat(replies("609", 3)).containsExactly("503", "202", "503");
    Attempts attempts = new Attempts();
    assertThat(IntStream.range(0, 3).mapToObj(i -> attempts.next("1", "14155550620").end()))
        .containsExactly(State.UNDELIVERED, State.DELIVERED, State.UNDELIVERED);
    assertThat(attempts.next("2", "14155550620").end()).isEqualTo(State.UNDELIVERED);
  }

  private static List<String> replies(String digits, int times) {
    Attempts attempts = new Attempts();
    return IntStream.range(0, times)
        .mapToObj(
            i ->
                switch (attempts.next("1", "14155550" + digits).reply()) {
                  case REFUSED_429 -> "429";
                  case REFUSED_503 -> "503";
                  default -> "202";
                })
        .toList();
  }

  private static String shortForm(Callback callback) {
    String mark = callback.signing() == Behaviour.Signing.WRONG ? "?" : "";
    return callback.fields().get("Status") + callback.fields().get("Sequence") + mark;
  }

  private static SandboxMessage message(String digits, String url) {
    Sends send = Sends.valid().to("14155551" + digits);
    SendRequest request = (url == null ? send : send.with("url", url)).request();
    String dst = request.dst().get(0);
    return SandboxMessage.accepted(
        request, dst, new Attempts().next(request.src(), dst), "127.0.0.1", NOON);
  }
}
