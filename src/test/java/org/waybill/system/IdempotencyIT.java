package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SystemTest
@ServerAndDatabase
class IdempotencyIT {
  private static final String REPLAYED = "Idempotency-Replayed";

  private final String key = UUID.randomUUID().toString();
  private final String to = Recipients.delivering();

  @Test
  void givesTheFirstAnswerAgain() {
    Answer first = send("hello").hasStatus(202);
    Api.awaitStatus(first.json().getString("id"), "delivered");

    Answer again = send("hello").hasStatus(202);

    assertThat(first.header(REPLAYED)).isEmpty();
    assertThat(again.header(REPLAYED)).contains("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(SandboxClient.requests(to)).isEqualTo(1);
  }

  @Test
  void refusesTheKeyForAnotherBody() {
    send("hello").hasStatus(202);

    send("hello!").isProblem(422, "idempotency-key-reused");
  }

  @Test
  void freesTheKeyOfARefusedRequest() {
    send("").isProblem(400, "invalid-request");

    assertThat(send("hello").hasStatus(202).header(REPLAYED)).isEmpty();
  }

  @Test
  void freesTheKeyOfARequestThatIsRefusedWhenItIsAccepted() {
    post(request("hello").replace("}", ",\"expiresAt\":\"2020-01-01T00:00:00Z\"}"))
        .isProblem(400, "invalid-request");

    send("hello").hasStatus(202);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255})
  void takesKeysOfUpTo255Characters(int length) {
    String fresh = UUID.randomUUID().toString();
    String any = length == 1 ? "~" : fresh + "k".repeat(length - fresh.length());

    Api.post(Api.MESSAGES, request("hello " + length), "Idempotency-Key", any).hasStatus(202);
  }

  @Test
  void refusesWhatIsNoKey() {
    Answer answer = Api.post(Api.MESSAGES, request("hello"), "Idempotency-Key", "k".repeat(256));

    assertThat(answer.isProblem(400, "invalid-request").faults("header"))
        .containsExactly("Idempotency-Key");
    Api.post(Api.MESSAGES, request("hello"), "Idempotency-Key", "")
        .isProblem(400, "invalid-request");
    Api.post(Api.MESSAGES, request("hello"), "Idempotency-Key", key, "Idempotency-Key", key)
        .isProblem(400, "invalid-request");
  }

  @Test
  void sendsOneMessageForAHundredParallelRequests() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(25);
    List<Future<Answer>> asked = new ArrayList<>();
    for (int request = 0; request < 100; request++) {
      asked.add(clients.submit(() -> send("hello")));
    }
    clients.shutdown(); // what was begun goes on
    List<String> ids = new ArrayList<>();
    for (Future<Answer> one : asked) {
      Answer answer = one.get();
      if (answer.status() == 202) {
        ids.add(answer.json().getString("id"));
      } else {
        answer.isProblem(409, "idempotency-key-in-use");
        assertThat(answer.header("Retry-After")).contains("1");
      }
    }

    assertThat(ids).isNotEmpty().containsOnly(ids.get(0));
    Api.awaitStatus(ids.get(0), "delivered");
    assertThat(SandboxClient.requests(to)).isEqualTo(1);
    assertThat(send("hello").hasStatus(202).json().getString("id")).isEqualTo(ids.get(0));
  }

  @Test
  @DisplayName("sending R2.4: a retry is made once under a key, and its first answer given again")
  void retriesOnce() {
    String id = failed();
    Answer first = retry(id).hasStatus(202);
    assertThat(first.json().getJsonArray("attempts")).hasSize(2);
    awaitFailed(id);

    Answer again = retry(id).hasStatus(202);

    assertThat(first.header(REPLAYED)).isEmpty();
    assertThat(again.header(REPLAYED)).contains("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(first.header("Location").orElseThrow()).endsWith(Api.MESSAGES + "/" + id);
    assertThat(Api.message(id).getJsonArray("attempts")).hasSize(2);
    retry(failed()).isProblem(422, "idempotency-key-reused");
    assertThat(Api.retry(id).hasStatus(202).json().getJsonArray("attempts")).hasSize(3);
  }

  @Test
  void freesTheKeyOfARetryThatIsRefused() {
    String id = Api.sent(to);
    Api.awaitStatus(id, "delivered");

    retry(id).isProblem(409, "not-retryable");
    retry(UUID.randomUUID().toString()).isProblem(404, "not-found");

    assertThat(retry(failed()).hasStatus(202).header(REPLAYED)).isEmpty();
  }

  private static String failed() {
    String id = Api.sent(Recipients.endingIn("040"));
    awaitFailed(id);
    return id;
  }

  private static void awaitFailed(String id) {
    Api.awaitStatus(id, "failed", "undelivered");
  }

  private Answer retry(String id) {
    return Api.retry(id, "Idempotency-Key", key);
  }

  private Answer send(String text) {
    return post(request(text));
  }

  private Answer post(String json) {
    return Api.post(Api.MESSAGES, json, "Idempotency-Key", key);
  }

  private String request(String text) {
    return Json.createObjectBuilder().add("to", to).add("text", text).build().toString();
  }
}
