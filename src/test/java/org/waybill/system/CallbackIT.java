package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.system.Answer.text;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What genuine callbacks tell, in the state of messages and in the ledger. */
@SystemTest
@ServerAndDatabase
class CallbackIT {
  private JsonObject message;

  @BeforeEach
  void submit() {
    message = Api.awaitStatus(Api.sent(Recipients.silent()), "submitted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queued sent delivered",
        "delivered sent queued",
        "sent delivered queued",
        "queued queued delivered sent delivered",
        "QUEUED Sent Delivered"
      })
  void endsTheSameInAnyOrderAndNumber(String words) {
    for (String word : words.split(" ")) {
      delivered().status(word).send().hasStatus(200);
    }

    assertThat(current().getString("status")).isEqualTo("delivered");
    assertThat(current().getJsonArray("timeline").getValuesAs(JsonObject.class))
        .filteredOn(entry -> entry.getString("kind").equals("report"))
        .extracting(entry -> entry.getString("status"))
        .contains("delivered")
        .doesNotHaveDuplicates();
    assertThat(ledger()).hasSize(words.split(" ").length);
  }

  @Test
  void keepsEveryFieldAsItCame() {
    delivered()
        .field("Ünknown Field", "a+b&c=d/é😀 ")
        .field("From", "+14155550199")
        .send()
        .hasStatus(200);

    assertThat(ledger())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getString("kind")).isEqualTo("sms");
              assertThat(report.getString("source")).isEqualTo("callback");
              assertThat(report.getString("outcome")).isEqualTo("matched");
              assertThat(report.getString("method")).isEqualTo("POST");
              assertThat(report.getString("messageId")).isEqualTo(message.getString("id"));
              JsonObject fields = report.getJsonObject("fields");
              assertThat(fields.getString("Ünknown Field")).isEqualTo("a+b&c=d/é😀 ");
              assertThat(fields.getString("From")).isEqualTo("+14155550199");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+"})
  void takesNumbersWithAndWithoutPlus(String plus) {
    delivered().field("To", plus + message.getString("to").substring(1)).send().hasStatus(200);

    assertThat(current().getString("status")).isEqualTo("delivered");
  }

  @Test
  void keepsAnUnknownStatusWord() {
    delivered().status("teleported").send().hasStatus(200);

    assertThat(current()).isEqualTo(message);
    assertThat(ledger())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getString("status")).isEqualTo("teleported");
              assertThat(report.getString("outcome")).isEqualTo("unknown_status");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "undelivered, 70, 70, destination permanently unavailable",
    "failed, 200, 200, recipient opted out",
    "undelivered, 7777, 7777, unknown Plivo code",
    "failed, X-1, X-1, unknown Plivo code",
    "rejected, '', none, no error code given",
    "failed, 000, none, no error code given"
  })
  void tellsWhyAMessageFailed(String status, String errorCode, String code, String name) {
    delivered().status(status).field("ErrorCode", errorCode).send().hasStatus(200);

    JsonObject failed = current();
    assertThat(failed.getString("status")).isEqualTo(status);
    assertThat(failed.getJsonObject("reason").getString("code")).isEqualTo(code);
    assertThat(failed.getJsonObject("reason").getString("name")).isEqualTo(name);
    assertThat(failed.getJsonObject("reason").getString("advice")).isNotBlank();
    assertThat(failed.getJsonObject("reason").getBoolean("provisional")).isFalse();
  }

  @Test
  void takesTheLeastThatPlivoMaySend() {
    Callback.to(Callback.addressOf(message)).status("delivered").send().hasStatus(200);

    assertThat(current().getString("status")).isEqualTo("delivered");
    assertThat(text(current(), "messageUuid")).isEqualTo(message.getString("messageUuid"));
  }

  @Test
  void takesFieldsThatCannotBeRead() {
    delivered()
        .field("Units", "many")
        .field("TotalAmount", "1e999999999")
        .field("Sequence", "-")
        .field("MessageTime", "\u0000")
        .send()
        .hasStatus(200);

    assertThat(current().getString("status")).isEqualTo("delivered");
    assertThat(current().get("price")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "x", "way-too-long-"})
  void keepsAReportWithoutUsableNames(String value) {
    String strange = value.startsWith("way") ? value.repeat(50) : value;
    String mark = UUID.randomUUID().toString();

    Callback.to(Callback.SMS)
        .field("MessageUUID", strange)
        .field("Status", strange)
        .field("Mark", mark)
        .send()
        .hasStatus(200);

    assertThat(newest("sms"))
        .filteredOn(report -> text(report.getJsonObject("fields"), "Mark") != null)
        .anySatisfy(
            report -> {
              assertThat(report.getJsonObject("fields").getString("Mark")).isEqualTo(mark);
              assertThat(report.getJsonObject("fields").getString("Status")).isEqualTo(strange);
            });
  }

  @Test
  void takesACallbackWithoutAField() {
    Callback.to(Callback.SMS).send().hasStatus(200);
    Callback.to(Callback.SMS).asGet().send().hasStatus(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-uuid", "00000000-0000-7000-8000-000000000000", "1-1-1-1-1"})
  void keepsAReportOfAnAttemptThatNobodyKnows(String attemptId) {
    String uuid = UUID.randomUUID().toString();

    delivered().field("MessageUUID", uuid).at(Callback.SMS + "/" + attemptId).send().hasStatus(200);

    assertThat(Api.reports(uuid))
        .singleElement()
        .satisfies(report -> assertThat(report.getString("outcome")).isEqualTo("unmatched"));
  }

  @Test
  void findsTheMessageByItsUuidWhereTheAddressNamesNone() {
    delivered().at(Callback.SMS).send().hasStatus(200);

    assertThat(current().getString("status")).isEqualTo("delivered");
    assertThat(ledger().get(0).getString("messageId")).isEqualTo(message.getString("id"));
  }

  @Test
  void doesNotBelieveAnotherMessagesUuid() {
    delivered().field("MessageUUID", UUID.randomUUID().toString()).send().hasStatus(200);

    assertThat(current()).isEqualTo(message);
  }

  @Test
  void appliesAReportAsSoonAsItsUuidIsKnown() {
    String id = Api.sent(Recipients.endingIn("609"));
    JsonObject unconfirmed = Api.awaitStatus(id, "unconfirmed");
    String uuid = UUID.randomUUID().toString();
    Callback.to(Callback.SMS).field("MessageUUID", uuid).status("delivered").send().hasStatus(200);
    assertThat(Api.message(id).getString("status")).isEqualTo("unconfirmed");

    Callback.to(Callback.addressOf(unconfirmed))
        .field("MessageUUID", uuid)
        .status("queued")
        .send()
        .hasStatus(200);

    assertThat(Api.message(id).getString("status")).isEqualTo("delivered");
    assertThat(Api.reports(uuid))
        .hasSize(2)
        .allSatisfy(report -> assertThat(report.getString("outcome")).isEqualTo("matched"));
  }

  private Callback delivered() {
    return Callback.delivered(message);
  }

  private JsonObject current() {
    return Api.message(message.getString("id"));
  }

  private List<JsonObject> ledger() {
    return Api.reports(message.getString("messageUuid"));
  }

  private static List<JsonObject> newest(String kind) {
    return Api.get("/api/v1/reports?kind=" + kind + "&limit=20").hasStatus(200).items();
  }
}
