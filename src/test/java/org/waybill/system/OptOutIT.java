package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SystemTest
class OptOutIT {
  private static final String SENDER = "+14155550177";

  private final String recipient = Recipients.delivering();

  @ParameterizedTest
  @CsvSource({"STOP, ", "' stop! ', ", "Unsubscribe, ", "leave me alone, optout", ", optout"})
  @DisplayName("suppression R11.1: nothing is sent to whoever sent STOP, until they send START")
  void stopsAndStarts(String text, String intent) {
    send().hasStatus(202);

    inbound(text, intent).send().hasStatus(200);
    send().isProblem(422, "suppressed");

    inbound("START", null).send().hasStatus(200);
    send().hasStatus(202);
  }

  @Test
  @DisplayName("deliveryreport R4.9: a START that Plivo repeats does not undo the STOP after it")
  void isNotUndoneByARepetition() {
    Callback start = inbound("START", null);
    start.send().hasStatus(200);
    inbound("STOP", null).send().hasStatus(200);

    start.nonce(UUID.randomUUID().toString()).send().hasStatus(200);

    send().isProblem(422, "suppressed");
  }

  @Test
  void doesNotTakeAWordWithinASentenceForAnOptOut() {
    inbound("Please stop by tomorrow", null).send().hasStatus(200);

    send().hasStatus(202);
  }

  @Test
  void learnsFromPlivosRefusal() {
    String optedOut = Recipients.endingIn("200");
    Api.awaitStatus(Api.sent(optedOut), "failed");

    Api.send(optedOut, "again").isProblem(422, "suppressed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"From", "To"})
  void keepsAStopThatNamesNobody(String party) {
    String uuid = UUID.randomUUID().toString();

    inbound("STOP", null)
        .field("MessageUUID", uuid)
        .field(party, "1415\u00005552888")
        .send()
        .hasStatus(200);

    assertThat(Api.reports(uuid)).hasSize(1);
    send().hasStatus(202);
  }

  @ParameterizedTest
  @CsvSource({"+491711234567, +4901711234567", "+447400123456, +4407400123456"})
  @DisplayName("an entry counts for its recipient, however the number is written")
  void knowsANumberThatIsWrittenOtherwise(String recipient, String written) {
    String entry = "/api/v1/suppressions/" + encoded(SENDER) + "/";
    Api.exchange(Api.request(entry + encoded(written)).method("PUT", noBody())).hasStatus(201);
    try {
      send(recipient).isProblem(422, "suppressed");
      Answer list = Api.get("/api/v1/suppressions?recipient=" + encoded(written));
      assertThat(list.hasStatus(200).items())
          .extracting(item -> item.getString("recipient"))
          .containsExactly(recipient);
    } finally {
      Api.exchange(Api.request(entry + encoded(written)).DELETE()).hasStatus(204);
    }
  }

  @Test
  void isListedAddedAndRemovedByApi() {
    String entry = "/api/v1/suppressions/" + encoded(SENDER) + "/" + encoded(recipient);
    Api.exchange(Api.request(entry).method("PUT", noBody())).hasStatus(201);
    Api.exchange(Api.request(entry).method("PUT", noBody())).hasStatus(204);

    Answer list = Api.get("/api/v1/suppressions?recipient=" + encoded(recipient)).hasStatus(200);
    assertThat(list.json().getJsonArray("items"))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.asJsonObject().getString("sender")).isEqualTo(SENDER);
              assertThat(item.asJsonObject().getString("source")).isEqualTo("api");
            });
    send().isProblem(422, "suppressed");

    Api.exchange(Api.request(entry).DELETE()).hasStatus(204);
    Api.exchange(Api.request(entry).DELETE()).hasStatus(404);
    send().hasStatus(202);
  }

  @Test
  void knowsAShortCodeThatWasToldToStop() {
    Callback inbound =
        Callback.to("/api/webhooks/plivo/inbound")
            .field("MessageUUID", UUID.randomUUID().toString())
            .field("From", recipient.substring(1))
            .field("To", "12345")
            .field("Text", "stop");

    inbound.send().hasStatus(200);

    Answer list = Api.get("/api/v1/suppressions?sender=12345&recipient=" + encoded(recipient));
    assertThat(list.hasStatus(200).items()).hasSize(1);
  }

  @Test
  void pagesThroughTheListNewestFirst() {
    String list = "/api/v1/suppressions?limit=2&recipient=" + encoded(recipient);
    for (String sender : List.of("11111", "22222", "33333")) {
      String entry = "/api/v1/suppressions/" + sender + "/" + encoded(recipient);
      Api.exchange(Api.request(entry).method("PUT", noBody())).hasStatus(201);
    }

    Answer first = Api.get(list).hasStatus(200);
    Answer second = Api.get(list + "&cursor=" + first.json().getString("nextCursor"));

    assertThat(senders(first)).containsExactly("33333", "22222");
    assertThat(senders(second.hasStatus(200))).containsExactly("11111");
    assertThat(second.json().isNull("nextCursor")).isTrue();
  }

  private static List<String> senders(Answer page) {
    return page.items().stream().map(item -> item.getString("sender")).toList();
  }

  @ParameterizedTest
  @CsvSource({"recipient, 14155550199", "sender, nobody!", "sender, 14155550199"})
  void saysThatAFilterCanFindNothing(String name, String value) {
    Answer answer = Api.get("/api/v1/suppressions?" + name + "=" + value);

    assertThat(answer.isProblem(400, "invalid-request").faults("parameter")).containsExactly(name);
  }

  @Test
  void namesWhatIsWrongWithAnEntry() {
    Api.exchange(Api.request("/api/v1/suppressions/nobody!/12").method("PUT", noBody()))
        .isProblem(400, "invalid-request");
    for (String sender : List.of("%20ACME", SENDER.substring(1), "12")) {
      String entry = "/api/v1/suppressions/" + sender + "/" + encoded(recipient);
      Api.exchange(Api.request(entry).method("PUT", noBody())).isProblem(400, "invalid-request");
    }
  }

  private Answer send() {
    return send(recipient);
  }

  private static Answer send(String to) {
    return Api.post(
        Json.createObjectBuilder()
            .add("to", to)
            .add("from", SENDER)
            .add("text", "Hello")
            .build()
            .toString());
  }

  private Callback inbound(String text, String intent) {
    Callback inbound =
        Callback.to("/api/webhooks/plivo/inbound")
            .field("MessageUUID", UUID.randomUUID().toString())
            .field("From", recipient.substring(1))
            .field("To", SENDER.substring(1))
            .field("Type", "sms");
    Callback said = text == null ? inbound : inbound.field("Text", text);
    return intent == null ? said : said.field("MessageIntent", intent);
  }

  private static java.net.http.HttpRequest.BodyPublisher noBody() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  private static String encoded(String number) {
    return URLEncoder.encode(number, StandardCharsets.UTF_8);
  }
}
