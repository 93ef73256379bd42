package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.plivo.Apis.submission;
import static org.waybill.plivo.ScriptedPlivo.accepted;
import static org.waybill.plivo.ScriptedPlivo.dropped;
import static org.waybill.plivo.ScriptedPlivo.raw;
import static org.waybill.plivo.ScriptedPlivo.silent;
import static org.waybill.plivo.ScriptedPlivo.status;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Held;
import org.waybill.plivo.SubmitResult.Refused;
import org.waybill.plivo.SubmitResult.Retryable;
import org.waybill.plivo.SubmitResult.Unconfirmed;

class AccountApiSubmitTest {
  private final ScriptedPlivo plivo = new ScriptedPlivo();

  @AfterEach
  void close() throws IOException {
    plivo.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void acceptsAnyTwoHundredWithAUuid(int status) {
    plivo.then(status(status, "{\"message_uuid\":[\"u-1\"]}"));
    assertThat(submitted()).isEqualTo(new Accepted("u-1", status));
    assertThat(plivo.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"message_uuid\":[\"u-1",
        "<html><body>Bad gateway</body></html>",
        "{}",
        "null",
        "{\"message_uuid\":[]}",
        "{\"message_uuid\":[\"\"]}",
        "{\"message_uuid\":[null]}",
        "{\"message_uuid\":[\"0123456789012345678901234567890123456789012345678901234567890123x\"]}"
      })
  void doesNotKnowWhatAnAnswerWithoutUuidMeans(String body) {
    plivo.then(status(202, body));
    assertUnconfirmed(OptionalInt.of(202));
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "403,true",
    "404,true",
    "407,true",
    "405,true",
    "409,false",
    "422,false",
    "418,true"
  })
  void refusalIsFinal(int status, boolean alarm) {
    plivo.then(status(status, "{\"error\":\"+447946000999 is wrong\"}"));
    assertThat(submitted())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.httpStatus()).hasValue(status);
              assertThat(refused.alarm()).isEqualTo(alarm);
              assertThat(refused.toString()).doesNotContain("447946");
            });
    assertThat(plivo.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402})
  void aFaultOfTheAccountHoldsTheMessage(int status) {
    plivo.then(status(status, "Unauthorized"));
    assertThat(submitted())
        .isInstanceOfSatisfying(
            Held.class, held -> assertThat(held.httpStatus()).isEqualTo(status));
    assertThat(plivo.requests()).hasSize(1);
  }

  @Test
  void rateLimitIsRetryableAfterWhatPlivoAsksFor() {
    plivo.then(status(429, "", "Retry-After: 7"));
    assertThat(submitted())
        .isInstanceOfSatisfying(
            Retryable.class,
            retryable -> assertThat(retryable.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    assertThat(plivo.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void doesNotKnowWhatAServerErrorMeans(int status) {
    plivo.then(status(status, "<html>oops</html>"));
    assertUnconfirmed(OptionalInt.of(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 503})
  void doesNotPostAgainWhenToldToRetryAtOnce(int status) {
    plivo.then(status(status, "", "Retry-After: 0")).then(accepted("second"));
    assertUnconfirmed(OptionalInt.of(status));
  }

  @Test
  void postsOnceWhenTheKeptAliveConnectionIsDropped() {
    plivo.then(accepted("first")).then(dropped()).then(accepted("doubled"));
    AccountApi api = Apis.at(plivo);
    assertThat(api.submit(submission())).isEqualTo(new Accepted("first", 202));
    assertThat(api.submit(submission()))
        .isInstanceOfSatisfying(
            Unconfirmed.class, unconfirmed -> assertThat(unconfirmed.httpStatus()).isEmpty());
    assertThat(plivo.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void doesNotFollowARedirect(int status) throws IOException {
    try (ScriptedPlivo elsewhere = new ScriptedPlivo(accepted("elsewhere"))) {
      plivo.then(status(status, "", "Location: " + elsewhere.baseUrl()));
      assertUnconfirmed(OptionalInt.of(status));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void doesNotKnowWhatSilenceMeans() {
    plivo.then(silent());
    assertUnconfirmed(OptionalInt.empty(), "plivo.read-timeout", "PT0.1S");
  }

  @Test
  void cutsOffASilentCall() {
    plivo.then(silent());
    assertUnconfirmed(OptionalInt.empty(), "plivo.call-timeout", "PT0.5S");
  }

  @Test
  void cutsOffACallThatDripsForEver() {
    plivo.then(plivo.dripping());
    assertUnconfirmed(
        OptionalInt.of(202), "plivo.read-timeout", "PT5S", "plivo.call-timeout", "PT0.7S");
  }

  @Test
  void doesNotKnowWhatADroppedConnectionMeans() {
    plivo.then(dropped()).then(accepted("doubled"));
    assertUnconfirmed(OptionalInt.empty());
  }

  @Test
  void doesNotKnowWhatAnAnswerCutOffInItsBodyMeans() {
    plivo.then(raw("HTTP/1.1 202 Accepted\r\nContent-Length: 500\r\n\r\n{\"message_uuid\":[\"u"));
    assertUnconfirmed(OptionalInt.of(202));
  }

  @Test
  void doesNotKnowWhatAnAnswerCutOffInItsHeadMeans() {
    plivo.then(raw("HTTP/1.1 202 Acc"));
    assertUnconfirmed(OptionalInt.empty());
  }

  @Test
  void doesNotKnowWhatAnAnswerThatIsNoHttpMeans() {
    plivo.then(raw("220 mail.example.com ESMTP\r\n\r\n"));
    assertUnconfirmed(OptionalInt.empty());
  }

  @Test
  void aRefusalCutOffInItsBodyIsStillARefusal() {
    plivo.then(raw("HTTP/1.1 400 Bad\r\nContent-Length: 500\r\n\r\n{\"err"));
    assertThat(submitted()).isInstanceOf(Refused.class);
  }

  private SubmitResult submitted(String... settings) {
    return Apis.at(plivo, settings).submit(submission());
  }

  private void assertUnconfirmed(OptionalInt httpStatus, String... settings) {
    assertThat(submitted(settings))
        .isInstanceOfSatisfying(
            Unconfirmed.class,
            unconfirmed -> assertThat(unconfirmed.httpStatus()).isEqualTo(httpStatus));
    assertThat(plivo.requests()).hasSize(1);
  }
}
