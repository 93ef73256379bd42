package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.plivo.ScriptedPlivo.dropped;
import static org.waybill.plivo.ScriptedPlivo.status;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.plivo.LogPage.Entry;
import org.waybill.plivo.LogPage.Listed;
import org.waybill.plivo.LogPage.Unavailable;

class AccountApiLogTest {
  private static final Instant SINCE = Instant.parse("2026-11-01T05:30:00.750Z");
  private static final Instant UNTIL = Instant.parse("2026-11-01T06:30:00.250Z");
  private static final String PAGE =
      """
      {"api_id":"a","meta":{"limit":20,"next":%s,"offset":0,"previous":null,"total_count":2},
       "objects":[{"message_uuid":"u-1","from_number":"14155550123","to_number":"447946000999",
                   "message_state":"sent","unheard_of":1},
                  {"message_uuid":"u-2","from_number":"Acme","to_number":"44794600XXXX"}]}
      """;

  private final TimeZone zone = TimeZone.getDefault();
  private final ScriptedPlivo plivo = new ScriptedPlivo();

  @AfterEach
  void close() throws IOException {
    TimeZone.setDefault(zone);
    plivo.close();
  }

  @Test
  void asksForWholeSecondsInUtcWhateverTheZone() {
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    plivo.then(status(200, PAGE.formatted("null")));

    log(40);

    assertThat(plivo.onlyRequest().line())
        .isEqualTo(
            "GET /v1/Account/MA1234567890ABCDEFGH/Message/?message_direction=outbound"
                + "&message_time__gte=2026-11-01%2005%3A30%3A00"
                + "&message_time__lte=2026-11-01%2006%3A30%3A01&limit=20&offset=40 HTTP/1.1");
    assertThat(plivo.onlyRequest().headers().get("authorization")).startsWith("Basic ");
  }

  @Test
  void readsTheEntriesAndWhetherThereAreMore() {
    plivo.then(status(200, PAGE.formatted("\"/v1/Account/MA/Message/?offset=20\"")));
    plivo.then(status(200, PAGE.formatted("null")));

    assertThat(log(0))
        .isEqualTo(
            new Listed(
                java.util.List.of(
                    new Entry("u-1", "14155550123", "447946000999"),
                    new Entry("u-2", "Acme", "44794600XXXX")),
                true));
    assertThat(((Listed) log(20)).more()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 401, 404, 429, 500, 503})
  void isUnavailableOnAnyOtherStatus(int status) {
    plivo.then(status(status, "{}"));

    assertThat(((Unavailable) log(0)).httpStatus()).isEqualTo(OptionalInt.of(status));
    assertThat(plivo.onlyRequest()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "[]", "{}", "{\"objects\":[{}],\"meta\":{}}", "{\"objects\":1}"})
  void isUnavailableWhenTheAnswerCannotBeRead(String body) {
    plivo.then(status(200, body));

    assertThat(log(0)).isInstanceOf(Unavailable.class);
  }

  @Test
  void isUnavailableWhenTheConnectionBreaks() {
    plivo.then(dropped());

    assertThat(log(0)).isInstanceOf(Unavailable.class);
  }

  private LogPage log(int offset) {
    return Apis.at(plivo).log(SINCE, UNTIL, offset);
  }
}
