package org.waybill.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.message.Priority;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem.Violation;

class MessageRequestTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-10-05T09:12:33Z, 2026-10-05T09:12:33Z",
    "2026-10-05t09:12:33z, 2026-10-05T09:12:33Z",
    "2026-10-05T11:12:33+02:00, 2026-10-05T09:12:33Z",
    "2026-10-05T09:12:33.1234567Z, 2026-10-05T09:12:33.123456Z"
  })
  void readsTimesOfAnyOffset(String written, Instant time) {
    assertThat(parse("'sendAt':'%s'".formatted(written)).sendAt()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-05T09:12:33",
        "2026-10-05T09:12Z",
        "2026-10-05 09:12:33Z",
        "2026-10-05",
        "2026-02-30T09:12:33Z",
        "2026-10-05T09:12:60Z",
        "2026-10-05T09:12:33+02:00:01",
        "2026-10-05T09:12:33+19:00",
        "+12026-10-05T09:12:33Z",
        "9999-12-31T23:59:59-18:00",
        "1791191553",
        ""
      })
  void refusesWhatIsNoTimeWithAnOffset(String written) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> parse("'expiresAt':'%s'".formatted(written)))
        .withMessageContaining("time with an offset");
  }

  @Test
  void isOfNormalPriorityUnlessItSaysHigh() {
    assertThat(parse("'reference':'r'").priority()).isEqualTo(Priority.NORMAL);
    assertThat(parse("'priority':'normal'").priority()).isEqualTo(Priority.NORMAL);
    assertThat(parse("'priority':'high'").priority()).isEqualTo(Priority.HIGH);
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> parse("'priority':'HIGH'"));
  }

  @Test
  void namesTheMembersThatThereAre() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> parse("'sendat':'x'"))
        .withMessage(
            "There is no such member; known are account, expiresAt, from, metadata, priority, reference,"
                + " sendAt, text, to.");
  }

  @ParameterizedTest(name = "sendAt {0}, expiresAt {1}: {2}")
  @CsvSource({
    ", , ",
    "2026-10-05T09:00:00Z, , ",
    "2026-10-05T08:59:00Z, , ",
    "2026-10-05T08:58:59Z, , #/sendAt",
    "2026-11-04T09:00:00Z, , ",
    "2026-11-04T09:00:01Z, , #/sendAt",
    ", 2026-10-05T09:00:01Z, ",
    ", 2026-10-05T09:00:00Z, #/expiresAt",
    ", 2026-10-05T08:59:59Z, #/expiresAt",
    "2026-10-05T10:00:00Z, 2026-10-05T10:00:00Z, #/expiresAt",
    "2026-10-05T10:00:00Z, 2026-10-05T10:00:01Z, ",
    ", 9999-12-31T23:59:59Z, "
  })
  void sendsNeitherInThePastNorTooFarAheadNorAfterItExpired(
      Instant sendAt, Instant expiresAt, String fault) {
    List<Violation> faults = new ArrayList<>();
    Times.check(
        new MessageRequest("", "", null, null, null, null, Priority.NORMAL, sendAt, expiresAt),
        NOW,
        faults);
    assertThat(faults)
        .extracting(Violation::where)
        .isEqualTo(fault == null ? List.of() : List.of(fault));
  }

  private static MessageRequest parse(String members) {
    String json = "{'to':'+14155550100','text':'Hi'," + members + "}";
    return MessageRequest.parse(json.replace('\'', '"').getBytes(UTF_8));
  }
}
