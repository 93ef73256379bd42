package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@SystemTest
class InboundAndVoiceIT {
  private final String uuid = UUID.randomUUID().toString();

  @Test
  void recordsAnIncomingMessage() throws Exception {
    Answer answer = inbound().send().hasStatus(200);

    isEmptyResponse(answer);
    assertThat(reports("inbound"))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getString("outcome")).isEqualTo("recorded");
              assertThat(report.getString("messageUuid")).isEqualTo(uuid);
              assertThat(report.getJsonObject("fields").getString("Text")).isEqualTo("STOP 😀");
              assertThat(report.getJsonObject("fields").getString("MessageIntent"))
                  .isEqualTo("optout");
            });
  }

  @ParameterizedTest
  @CsvSource({"POST, in-progress", "GET, completed"})
  void recordsACall(String method, String status) throws Exception {
    Callback call = voice().field("CallStatus", status);

    Answer answer = (method.equals("GET") ? call.asGet() : call).send().hasStatus(200);

    isEmptyResponse(answer);
    assertThat(reports("voice"))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getString("method")).isEqualTo(method);
              assertThat(report.getString("status")).isEqualTo(status);
              assertThat(report.getJsonObject("fields").getString("CallUUID")).isEqualTo(uuid);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"inbound", "voice"})
  void recordsNothingThatPlivoDidNotSign(String kind) {
    Callback forged = kind.equals("voice") ? voice() : inbound();

    forged.forged(Callback.Family.V3).send().isProblem(403, "signature-wrong");
    forged.unsigned().send().isProblem(400, "signature-missing");

    assertThat(reports(kind)).isEmpty();
  }

  @Test
  void believesACallOnlyByV3() {
    voice()
        .signedOnly(Callback.Family.V2, PlivoAccount.TOKEN)
        .send()
        .isProblem(403, "signature-wrong");

    assertThat(reports("voice")).isEmpty();
    inbound().signedOnly(Callback.Family.V2, PlivoAccount.TOKEN).send().hasStatus(200);
    assertThat(reports("inbound")).hasSize(1);
  }

  @Test
  void keepsTheKindsApart() {
    inbound().send().hasStatus(200);
    voice().send().hasStatus(200);
    Callback.to(Callback.SMS).field("MessageUUID", uuid).status("sent").send().hasStatus(200);

    for (String kind : List.of("inbound", "voice", "sms")) {
      assertThat(reports(kind))
          .singleElement()
          .satisfies(report -> assertThat(report.getString("kind")).isEqualTo(kind));
    }
    assertThat(Api.reports(uuid)).hasSize(3);
  }

  @Test
  void doesNotTakeAnIncomingMessageForAReport() {
    JsonObject message = Api.awaitStatus(Api.sent(Recipients.silent()), "submitted");

    Callback.delivered(message).at("/api/webhooks/plivo/inbound").send().hasStatus(200);

    assertThat(Api.message(message.getString("id"))).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "kind, fax",
    "kind, SMS",
    "since, yesterday",
    "limit, 0",
    "cursor, x",
    "status, sent"
  })
  void namesTheParameterThatIsWrong(String name, String value) {
    Answer answer =
        Api.get("/api/v1/reports?" + name + "=" + value).isProblem(400, "invalid-request");

    assertThat(answer.faults("parameter")).containsExactly(name);
  }

  @Test
  void pagesThroughTheLedger() {
    for (String word : List.of("queued", "sent", "delivered")) {
      Callback.to(Callback.SMS).field("MessageUUID", uuid).status(word).send().hasStatus(200);
    }
    String query = "/api/v1/reports?limit=2&messageUuid=" + uuid;

    Answer first = Api.get(query);
    Answer second = Api.get(query + "&cursor=" + first.json().getString("nextCursor"));

    assertThat(statuses(first)).containsExactly("delivered", "sent");
    assertThat(statuses(second)).containsExactly("queued");
    assertThat(second.json().isNull("nextCursor")).isTrue();
  }

  private Callback inbound() {
    return Callback.to("/api/webhooks/plivo/inbound")
        .field("MessageUUID", uuid)
        .field("From", "14155551234")
        .field("To", "14155550199")
        .field("Type", "sms")
        .field("Text", "STOP 😀")
        .field("MessageIntent", "optout");
  }

  private Callback voice() {
    return Callback.to("/api/webhooks/plivo/voice")
        .field("CallUUID", uuid)
        .field("From", "14155551234")
        .field("To", "14155550199")
        .field("Event", "StartApp");
  }

  private List<JsonObject> reports(String kind) {
    return Api.get("/api/v1/reports?kind=" + kind + "&messageUuid=" + uuid).hasStatus(200).items();
  }

  private static List<String> statuses(Answer page) {
    return page.items().stream().map(report -> report.getString("status")).toList();
  }

  private static void isEmptyResponse(Answer answer) throws Exception {
    assertThat(answer.header("Content-Type").orElse("none")).startsWith("application/xml");
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(answer.body())));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("Response");
    assertThat(xml.getDocumentElement().hasChildNodes()).isFalse();
  }
}
