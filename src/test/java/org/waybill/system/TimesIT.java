package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When messages are sent, taken back, and sent once more. */
@SystemTest
class TimesIT {
  @Test
  void showsWhatWasWished() {
    Instant sendAt = Instant.now().plus(Duration.ofDays(29));
    JsonObject message =
        Api.post(
                request(Recipients.delivering())
                    .add("sendAt", sendAt.toString())
                    .add("expiresAt", sendAt.plusSeconds(60).toString())
                    .add("priority", "high")
                    .build()
                    .toString())
            .hasStatus(202)
            .json();

    assertThat(Duration.between(Instant.parse(message.getString("sendAt")), sendAt))
        .isLessThan(Duration.ofNanos(1_000));
    assertThat(message.getString("expiresAt")).endsWith("Z");
    assertThat(message.getString("priority")).isEqualTo("high");
    JsonObject plain = Api.send(Recipients.delivering(), "hello").hasStatus(202).json();
    assertThat(plain.getString("priority")).isEqualTo("normal");
    assertThat(plain.get("sendAt")).isEqualTo(JsonValue.NULL);
    assertThat(plain.get("expiresAt")).isEqualTo(JsonValue.NULL);
    Api.cancel(message.getString("id")).hasStatus(200);
  }

  @Test
  void waitsForSendAt() {
    Instant sendAt = Instant.now().plusSeconds(3);
    String id = id(request(Recipients.delivering()).add("sendAt", sendAt.toString()));

    JsonObject message = Api.awaitStatus(id, "submitted", "queued", "sent", "delivered");

    Instant submitting =
        message.getJsonArray("timeline").getValuesAs(JsonObject.class).stream()
            .filter(entry -> entry.getString("status").equals("submitting"))
            .map(entry -> Instant.parse(entry.getString("at")))
            .findFirst()
            .orElseThrow();
    assertThat(submitting).isBetween(sendAt.minusMillis(1), sendAt.plusSeconds(3));
  }

  @Test
  void failsAsExpiredWhatCannotBeSubmittedInTime() {
    String to = Recipients.endingIn("503");
    String id =
        id(
            request(to)
                .add("sendAt", Instant.now().plusMillis(1500).toString())
                .add("expiresAt", Instant.now().plusMillis(1501).toString()));

    JsonObject message = Api.awaitStatus(id, "failed");

    assertThat(message.getJsonObject("reason").getString("code")).isEqualTo("expired");
    assertThat(message.getJsonObject("reason").getBoolean("provisional")).isFalse();
    assertThat(SandboxClient.requests(to)).isZero();
    Api.retry(id).isProblem(409, "not-retryable");
  }

  @Test
  void takesBackWhatIsNotSubmitted() {
    String to = Recipients.delivering();
    String id = id(request(to).add("sendAt", Instant.now().plusSeconds(2).toString()));

    JsonObject cancelled = Api.cancel(id).hasStatus(200).json();

    assertThat(cancelled.getString("status")).isEqualTo("cancelled");
    Api.cancel(id).isProblem(409, "not-cancellable");
    Api.retry(id).isProblem(409, "not-retryable");
    Api.within(Duration.ofSeconds(10))
        .pollDelay(Duration.ofSeconds(4))
        .until(() -> Api.message(id).getString("status").equals("cancelled"));
    assertThat(SandboxClient.requests(to)).isZero();
  }

  @Test
  void doesNotTakeBackWhatIsSubmitted() {
    String id = Api.sent(Recipients.delivering());
    Api.awaitStatus(id, "delivered");

    Answer refused = Api.cancel(id).isProblem(409, "not-cancellable");

    assertThat(refused.json().getString("detail")).contains("delivered");
    Api.retry(id).isProblem(409, "not-retryable");
    assertThat(Api.message(id).getString("status")).isEqualTo("delivered");
  }

  @Test
  void sendsAnUndeliveredMessageOnceMore() {
    String to = Recipients.endingIn("070");
    String id = Api.sent(to);
    Api.awaitStatus(id, "undelivered");

    Answer retried = Api.retry(id).hasStatus(202);

    assertThat(retried.json().getJsonArray("attempts")).hasSize(2);
    assertThat(retried.header("Location").orElseThrow()).endsWith(Api.MESSAGES + "/" + id);
    JsonObject message = Api.awaitStatus(id, "undelivered");
    assertThat(message.getJsonArray("attempts").getValuesAs(JsonObject.class))
        .extracting(attempt -> attempt.getString("status"))
        .containsExactly("undelivered", "undelivered");
    assertThat(SandboxClient.requests(to)).isEqualTo(2);
  }

  @Test
  void knowsNoOtherMessage() {
    Api.cancel(UUID.randomUUID().toString()).isProblem(404, "not-found");
    Api.retry(UUID.randomUUID().toString()).isProblem(404, "not-found");
    Api.cancel("nonsense").isProblem(404, "not-found");
    Api.retry("nonsense").isProblem(404, "not-found");
  }

  private static JsonObjectBuilder request(String to) {
    return Json.createObjectBuilder().add("to", to).add("text", "hello");
  }

  private static String id(JsonObjectBuilder request) {
    return Api.post(request.build().toString()).hasStatus(202).json().getString("id");
  }
}
