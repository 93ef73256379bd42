package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SystemTest
@ServerAndDatabase
class BatchIT {
  private static final String BATCH = Api.MESSAGES + "/batch";
  private static final String REPLAYED = "Idempotency-Replayed";

  private final String key = UUID.randomUUID().toString();

  @Test
  void sendsEveryEntryAndTellsInOrder() {
    List<String> recipients =
        IntStream.range(0, 250).mapToObj(i -> Recipients.delivering()).toList();

    Answer answer = post(array(recipients)).hasStatus(200);

    List<JsonObject> results = results(answer);
    assertThat(results).hasSize(250);
    assertThat(results)
        .extracting(result -> result.getJsonObject("message").getString("to"))
        .containsExactlyElementsOf(recipients);
    assertThat(results).allMatch(result -> result.getInt("status") == 202);
    String last = results.get(249).getJsonObject("message").getString("id");
    Api.within(Duration.ofSeconds(60))
        .until(() -> Api.message(last).getString("status").equals("delivered"));
    assertThat(SandboxClient.requests(recipients.get(0))).isEqualTo(1);
  }

  @Test
  void letsABadEntryNotSpoilTheRest() {
    String good = Recipients.delivering();

    Answer answer =
        post("{\"messages\":[" + entry("4155552671") + "," + entry(good) + ",null]}")
            .hasStatus(200);

    assertThat(results(answer))
        .extracting(result -> result.getInt("status"))
        .containsExactly(400, 202, 400);
    JsonObject problem = results(answer).get(0).getJsonObject("problem");
    assertThat(problem.getString("type")).isEqualTo("urn:waybill:problem:invalid-request");
    assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("#/messages/0/to");
    assertThat(problem.toString()).doesNotContain("4155552671");
    Api.awaitStatus(results(answer).get(1).getJsonObject("message").getString("id"), "delivered");
  }

  @Test
  void letsANumberThatNobodyCanHoldNotSpoilTheRest() {
    String good = entry(Recipients.delivering());
    String many = "1".repeat(2_000);
    String first = String.join(",", Collections.nCopies(120, good));

    Answer answer =
        post("[%s,{\"to\":%s,\"text\":\"x\"},%s,1e9999999999,%s]"
                .formatted(first, many, many, good))
            .hasStatus(200);

    assertThat(results(answer))
        .extracting(result -> result.getInt("status"))
        .hasSize(124)
        .containsSubsequence(202, 400, 400, 400, 202)
        .filteredOn(status -> status == 202)
        .hasSize(121);
  }

  @Test
  void acceptsNothingOfWhatItRefusesAsAWhole() {
    String to = Recipients.delivering();

    post("[" + entry(to) + ",").isProblem(400, "invalid-request");
    post(array(Collections.nCopies(1001, to))).isProblem(400, "invalid-request");
    post("[" + entry(to) + "]" + " ".repeat(4_194_304)).isProblem(413, "too-large");
    Api.post(BATCH, "[" + entry(to) + "]", "Idempotency-Key", "").isProblem(400, "invalid-request");
    Api.exchange(Api.request(BATCH).DELETE()).isProblem(405, "method-not-allowed");

    assertThat(Api.get(Api.MESSAGES + "?to=" + to.replace("+", "%2B")).items()).isEmpty();
  }

  @Test
  @DisplayName("batch R11.6: a repeated batch gives every result again and does nothing")
  void givesTheFirstAnswerAgain() {
    String to = Recipients.delivering();
    String body = "[" + entry(to) + "," + entry("4155552671") + "," + entry(to) + "]";
    Answer first = postUnderKey(body).hasStatus(200);
    String id = results(first).get(2).getJsonObject("message").getString("id");
    Api.awaitStatus(id, "delivered");

    Answer again = postUnderKey(body).hasStatus(200);

    assertThat(first.header(REPLAYED)).isEmpty();
    assertThat(again.header(REPLAYED)).contains("true");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(results(again))
        .extracting(result -> result.getInt("status"))
        .containsExactly(202, 400, 202);
    assertThat(SandboxClient.requests(to)).isEqualTo(2);
  }

  @Test
  void refusesTheKeyForAnotherBatchAndForAMessage() {
    String to = Recipients.delivering();
    postUnderKey("[" + entry(to) + "]").hasStatus(200);

    postUnderKey("[" + entry(to) + ",1]").isProblem(422, "idempotency-key-reused");
    Api.post(Api.MESSAGES, entry(to), "Idempotency-Key", key)
        .isProblem(422, "idempotency-key-reused");
  }

  @Test
  void takesAThousandLargeEntries() {
    String text = "ж".repeat(730);
    String to = Recipients.endingIn("614");
    String entry =
        Json.createObjectBuilder()
            .add("to", to)
            .add("text", text)
            .add("sendAt", Instant.now().plus(Duration.ofDays(20)).toString())
            .add("metadata", Json.createObjectBuilder().add("a", "m".repeat(2_000)))
            .build()
            .toString();

    Answer answer =
        postUnderKey(
            IntStream.range(0, 1000)
                .mapToObj(i -> entry)
                .collect(Collectors.joining(",", "[", "]")));

    assertThat(results(answer.hasStatus(200)))
        .hasSize(1000)
        .allMatch(result -> result.getInt("status") == 202);
  }

  private static Answer post(String body) {
    return Api.post(BATCH, body);
  }

  private Answer postUnderKey(String body) {
    return Api.post(BATCH, body, "Idempotency-Key", key);
  }

  private static String array(List<String> recipients) {
    return recipients.stream().map(BatchIT::entry).collect(Collectors.joining(",", "[", "]"));
  }

  private static String entry(String to) {
    return Json.createObjectBuilder().add("to", to).add("text", "hello").build().toString();
  }

  private static List<JsonObject> results(Answer answer) {
    return answer.json().getJsonArray("results").getValuesAs(JsonObject.class);
  }
}
