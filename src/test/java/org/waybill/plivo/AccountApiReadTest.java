package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.plivo.ScriptedPlivo.dropped;
import static org.waybill.plivo.ScriptedPlivo.silent;
import static org.waybill.plivo.ScriptedPlivo.status;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.plivo.ReadResult.Found;
import org.waybill.plivo.ReadResult.Unavailable;
import org.waybill.plivo.ReadResult.Unknown;

class AccountApiReadTest {
  private static final String RECORD =
      """
      {"api_id":"a","message_uuid":"u-1","message_state":"%s","error_code":%s,"units":2,
       "message_time":"2017-05-22 21:36:14+05:30","from_number":"14155550123","to_number":"447946000999",
       "total_rate":"0.00350","total_amount":"0.00700","message_direction":"outbound","unheard_of":{"a":1}}
      """;

  private final ScriptedPlivo plivo = new ScriptedPlivo();

  @AfterEach
  void close() throws IOException {
    plivo.close();
  }

  @ParameterizedTest
  @CsvSource({"delivered,'\"000\"',000", "sent,null,", "failed,'\"200\"',200", "undelivered,80,80"})
  void readsStateCodeAndMoney(String state, String jsonCode, String code) {
    plivo.then(status(200, RECORD.formatted(state, jsonCode)));
    assertThat(read())
        .isEqualTo(new Found(state, code, 2, new BigDecimal("0.00350"), new BigDecimal("0.00700")));
    assertThat(plivo.onlyRequest().line())
        .isEqualTo("GET /v1/Account/MA1234567890ABCDEFGH/Message/u-1/ HTTP/1.1");
  }

  @Test
  void keepsTheStateWhenThePriceCannotBeRead() {
    plivo.then(status(200, "{\"message_state\":\"sent\",\"total_rate\":\"n/a\"}"));
    assertThat(read()).isEqualTo(new Found("sent", null, null, null, null));
  }

  @Test
  void saysWhenPlivoDoesNotKnowTheMessage() {
    plivo.then(status(404, "{\"error\":\"not found\"}"));
    assertThat(read()).isEqualTo(new Unknown());
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 400, 401, 403, 408, 500, 502, 504})
  void isUnavailableOnAnyOtherStatus(int status) {
    plivo.then(status(status, "oops", "Location: /elsewhere"));
    assertUnavailable(OptionalInt.of(status), Duration.ZERO);
  }

  @Test
  void passesOnWhatTheRateLimitAsksFor() {
    plivo.then(status(429, "", "Retry-After: Mon, 23 Nov 2026 12:00:30 GMT"));
    assertUnavailable(OptionalInt.of(429), Duration.ofSeconds(30));
  }

  @Test
  void doesNotAskAgainWhenToldToRetryAtOnce() {
    plivo.then(status(503, "", "Retry-After: 0")).then(status(200, RECORD.formatted("sent", "1")));
    assertUnavailable(OptionalInt.of(503), Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html/>", "{\"message_state\":\" \"}", "{\"message_st"})
  void isUnavailableWithoutAState(String body) {
    plivo.then(status(200, body));
    assertUnavailable(OptionalInt.of(200), Duration.ZERO);
  }

  @Test
  void isUnavailableWhenTheConnectionDrops() {
    plivo.then(dropped());
    assertUnavailable(OptionalInt.empty(), Duration.ZERO);
  }

  @Test
  void isUnavailableWhenPlivoIsSilent() {
    plivo.then(silent());
    assertUnavailable(OptionalInt.empty(), Duration.ZERO, "plivo.read-timeout", "PT0.1S");
  }

  @Test
  void cannotBeLedOutOfTheMessagePath() {
    plivo.then(status(404, ""));
    Apis.at(plivo).read("../../Pricing?x=1");
    assertThat(plivo.onlyRequest().line())
        .startsWith("GET /v1/Account/MA1234567890ABCDEFGH/Message/..%2F..%2FPricing%3Fx=1/ ");
  }

  private ReadResult read(String... settings) {
    return Apis.at(plivo, settings).read("u-1");
  }

  private void assertUnavailable(OptionalInt httpStatus, Duration retryAfter, String... settings) {
    assertThat(read(settings))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> {
              assertThat(unavailable.httpStatus()).isEqualTo(httpStatus);
              assertThat(unavailable.retryAfter()).isEqualTo(retryAfter);
            });
    assertThat(plivo.requests()).hasSize(1);
  }
}
