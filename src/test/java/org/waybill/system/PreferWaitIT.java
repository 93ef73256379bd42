package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SystemTest
class PreferWaitIT {
  @Test
  void answersWhenPlivoHasNamedTheAttempt() {
    Answer answer = send(Recipients.delivering(), "Prefer", "wait=10").hasStatus(202);

    assertThat(answer.header("Preference-Applied")).contains("wait=10");
    assertThat(Answer.text(answer.json(), "messageUuid")).isNotBlank();
    assertThat(answer.json().getString("status")).isNotIn("accepted", "submitting");
    assertThat(answer.header("Location").orElseThrow()).endsWith(answer.json().getString("id"));
  }

  @Test
  void answersWithTheStateThenWhenTheTimeIsOver() {
    Instant asked = Instant.now();
    Answer answer = send(Recipients.endingIn("612"), "Prefer", "respond-async, wait=2");
    Duration took = Duration.between(asked, Instant.now());

    assertThat(answer.hasStatus(202).json().getString("status")).isEqualTo("submitting");
    assertThat(answer.header("Preference-Applied")).contains("wait=2");
    assertThat(took).isBetween(Duration.ofMillis(1990), Duration.ofSeconds(5));
  }

  @Test
  void ignoresAPreferenceThatIsMalformedOrOfNoUse() {
    assertThat(send(Recipients.delivering(), "Prefer", "wait=soon").header("Preference-Applied"))
        .isEmpty();
    String far = Instant.now().plus(Duration.ofDays(1)).toString();
    Answer answer =
        Api.post(
            Api.MESSAGES,
            request(Recipients.delivering(), "later").replace("}", ",\"sendAt\":\"" + far + "\"}"),
            "Prefer",
            "wait=10");
    assertThat(answer.hasStatus(202).header("Preference-Applied")).isEmpty();
    Api.cancel(answer.json().getString("id")).hasStatus(200);
  }

  @Test
  @DisplayName("sending R2.5: a retry is waited for, also of a message that was sent later")
  void answersARetryWhenPlivoHasNamedTheAttempt() {
    String soon = Instant.now().plusSeconds(1).toString();
    String request =
        request(Recipients.endingIn("040"), "hi").replace("}", ",\"sendAt\":\"" + soon + "\"}");
    String id = Api.post(request).hasStatus(202).json().getString("id");
    Api.awaitStatus(id, "failed", "undelivered");

    Answer answer = Api.retry(id, "Prefer", "wait=10").hasStatus(202);

    assertThat(answer.header("Preference-Applied")).contains("wait=10");
    JsonObject attempt = answer.json().getJsonArray("attempts").getJsonObject(1);
    assertThat(Answer.text(attempt, "messageUuid")).isNotBlank();
  }

  @Test
  void replaysTheAnswerThatWasWaitedFor() {
    String key = UUID.randomUUID().toString();
    String to = Recipients.delivering();
    Answer first = send(to, "Prefer", "wait=10", "Idempotency-Key", key).hasStatus(202);

    Answer again = send(to, "Prefer", "wait=10", "Idempotency-Key", key).hasStatus(202);

    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void letsManyWaitAtOnceWithoutHoldingUpOthers() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(24);
    List<Future<Answer>> waiting = new ArrayList<>();
    for (int client = 0; client < 24; client++) {
      String to = Recipients.endingIn("612");
      waiting.add(clients.submit(() -> send(to, "Prefer", "wait=6")));
    }
    clients.shutdown(); // what was begun goes on
    Instant asked = Instant.now();
    for (int read = 0; read < 20; read++) {
      Api.get(Api.MESSAGES + "?limit=1").hasStatus(200);
    }
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
    for (Future<Answer> one : waiting) {
      JsonObject message = one.get().hasStatus(202).json();
      assertThat(message.getString("status")).isIn("accepted", "submitting");
    }
  }

  private static Answer send(String to, String... headers) {
    return Api.post(Api.MESSAGES, request(to, "hello"), headers);
  }

  private static String request(String to, String text) {
    return Json.createObjectBuilder().add("to", to).add("text", text).build().toString();
  }
}
