package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.system.Answer.text;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SystemTest
@ServerAndDatabase
class SendIT {
  @Test
  void answersWithTheAcceptedMessageAndItsAddress() {
    String to = Recipients.delivering();

    Answer answer = Api.send(to, "Your code is 12345").hasStatus(202);

    JsonObject message = answer.json();
    assertThat(answer.header("Content-Type").orElse("none")).startsWith("application/json");
    assertThat(URI.create(answer.header("Location").orElseThrow()))
        .isEqualTo(Waybill.uri(Api.MESSAGES + "/" + message.getString("id")));
    assertThat(UUID.fromString(message.getString("id")).version()).isEqualTo(7);
    assertThat(message.getString("status")).isEqualTo("accepted");
    assertThat(message.getString("to")).isEqualTo(to);
    assertThat(message.getString("text")).isEqualTo("Your code is 12345");
    assertThat(message.getString("createdAt")).endsWith("Z");
    assertThat(Instant.parse(message.getString("createdAt")))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(message.get("reason")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void isDeliveredWithinFiveSecondsAndTellsHow() {
    String id = Api.sent(Recipients.delivering());

    JsonObject message = Api.awaitStatus(id, "delivered");

    assertThat(message.getJsonArray("timeline").getValuesAs(JsonObject.class))
        .extracting(entry -> entry.getString("kind") + " " + entry.getString("status"))
        .containsExactly(
            "status accepted",
            "status submitting",
            "status submitted",
            "report queued",
            "report sent",
            "report delivered");
    assertThat(message.getString("price")).isEqualTo("0.0055");
    assertThat(message.getString("currency")).isEqualTo("USD");
    assertThat(message.getJsonArray("attempts").getJsonObject(0).getInt("httpStatus"))
        .isEqualTo(202);
    assertThat(Api.reports(message.getString("messageUuid")))
        .extracting(report -> report.getString("status"))
        .containsExactlyInAnyOrder("queued", "sent", "delivered");
  }

  @Test
  void reachesPlivoOnceAndWithTheDefaultSender() {
    String to = Recipients.delivering();

    JsonObject message = Api.awaitStatus(Api.sent(to), "delivered");

    assertThat(SandboxClient.requests(to)).isEqualTo(1);
    assertThat(SandboxClient.accepted(to))
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.getString("messageUuid")).isEqualTo(text(message, "messageUuid"));
              assertThat("+" + taken.getString("src")).isEqualTo(message.getString("from"));
            });
  }

  @ParameterizedTest(name = "{0} x {1}: {2}, {3} segments")
  @CsvSource({
    "a, 160, GSM-7, 1",
    "a, 161, GSM-7, 2",
    "a, 306, GSM-7, 2",
    "a, 307, GSM-7, 3",
    "a, 1600, GSM-7, 11",
    "€, 80, GSM-7, 1",
    "€, 81, GSM-7, 2",
    "€, 153, GSM-7, 3",
    "ж, 70, UCS-2, 1",
    "ж, 71, UCS-2, 2",
    "ж, 134, UCS-2, 2",
    "ж, 737, UCS-2, 11",
    "😀, 35, UCS-2, 1",
    "😀, 36, UCS-2, 2",
    "😀, 67, UCS-2, 3"
  })
  void countsSegmentsAsPlivoBillsThem(String character, int times, String encoding, int segments) {
    String text = character.repeat(times);

    JsonObject message = Api.send(Recipients.delivering(), text).hasStatus(202).json();

    assertThat(message.getString("encoding")).isEqualTo(encoding);
    assertThat(message.getInt("segments")).isEqualTo(segments);
    assertThat(Api.message(message.getString("id")).getString("text")).isEqualTo(text);
  }

  @Test
  void keepsReferenceAndMetadataAsTheyWereGiven() {
    JsonObject metadata =
        Json.createObjectBuilder()
            .add("order", "A-17/3 ü 😀")
            .add("attempt", 2)
            .add("vip", true)
            .addNull("campaign")
            .build();
    JsonObject request =
        Json.createObjectBuilder()
            .add("to", Recipients.delivering())
            .add("text", "hello")
            .add("reference", "order A-17/3 ü")
            .add("metadata", metadata)
            .build();

    String id = Api.post(request.toString()).hasStatus(202).json().getString("id");

    assertThat(Api.message(id).getString("reference")).isEqualTo("order A-17/3 ü");
    assertThat(Api.message(id).getJsonObject("metadata")).isEqualTo(metadata);
  }

  @ParameterizedTest
  @CsvSource({
    "+14155559901, US, +14155559901",
    "'+1 (415) 555-9902', US, +14155559902",
    "24242, US, 24242",
    "WAYBILL, DE, WAYBILL",
    "My Shop 24, DE, My Shop 24"
  })
  void sendsFromTheNamedSender(String from, String country, String shown) {
    String to = country.equals("US") ? Recipients.delivering() : "+4915112345000";

    String id = Api.post(request(to, from)).hasStatus(202).json().getString("id");

    assertThat(Api.awaitStatus(id, "delivered").getString("from")).isEqualTo(shown);
  }

  @Test
  void writesNumbersInE164() {
    String to = Recipients.delivering();
    String written = "+1 (415) %s-%s".formatted(to.substring(5, 8), to.substring(8));

    assertThat(Api.send(written, "hello").hasStatus(202).json().getString("to")).isEqualTo(to);
  }

  @Test
  void neverShowsAStatusThatItsTimelineLacks() {
    for (int each = 0; each < 20; each++) {
      String id = Api.sent(Recipients.delivering());
      Api.within(Duration.ofSeconds(5))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> wholeStatus(id), "delivered"::equals);
    }
  }

  private static String wholeStatus(String id) {
    JsonObject message = Api.message(id);
    assertThat(message.getJsonArray("timeline").getValuesAs(JsonObject.class))
        .as(message.toString())
        .extracting(entry -> entry.getString("status"))
        .contains(message.getString("status"));
    return message.getString("status");
  }

  private static String request(String to, String from) {
    return Json.createObjectBuilder()
        .add("to", to)
        .add("text", "hello")
        .add("from", from)
        .build()
        .toString();
  }
}
