package org.waybill.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.plivo.Apis.submission;
import static org.waybill.plivo.ScriptedPlivo.accepted;
import static org.waybill.plivo.ScriptedPlivo.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Retryable;

class AccountApiRequestTest {
  private final ScriptedPlivo plivo = new ScriptedPlivo(accepted("u-1"));
  private final ScriptedPlivo echo = new ScriptedPlivo();

  @AfterEach
  void close() throws IOException {
    plivo.close();
    echo.close();
  }

  @Test
  void postsToTheAccountWithTheNewestToken() {
    Apis.at(plivo).submit(submission());
    ScriptedPlivo.Request request = plivo.onlyRequest();
    assertThat(request.line()).isEqualTo("POST /v1/Account/MA1234567890ABCDEFGH/Message/ HTTP/1.1");
    String basic =
        Base64.getEncoder().encodeToString("MA1234567890ABCDEFGH:newest-token".getBytes(UTF_8));
    assertThat(request.headers())
        .containsEntry("Authorization", "Basic " + basic)
        .hasEntrySatisfying("User-Agent", agent -> assertThat(agent).startsWith("plivo-java/"))
        .hasEntrySatisfying("Content-Type", type -> assertThat(type).contains("json"));
  }

  @Test
  void saysWhoSendsWhatToWhomAndWhereToReport() throws IOException {
    Apis.at(plivo).submit(submission("Hello"));
    assertThat(body())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"src":"+14155550123","dst":"+447946000999","text":"Hello","method":"POST",
                     "url":"https://sms.example.com/api/webhooks/plivo/sms/attempt","log":"true"}
                    """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "content_only", "number_only"})
  void limitsPlivosLogWhenConfigured(String log) throws IOException {
    Apis.at(plivo, "plivo.log", log).submit(submission());
    assertThat(body().get("log").asText()).isEqualTo(log);
  }

  @ParameterizedTest
  @CsvSource({
    "PT10799.999S, 10799",
    "PT1M, 60",
    "PT5.9S, 5",
    "PT4S, 5",
    "PT0.001S, 5",
    "PT3H, ",
    "P30D, "
  })
  void tellsPlivoHowLongAMessageMayWait(Duration left, Long expiry) throws IOException {
    Apis.at(plivo).submit(Apis.expiringIn(left));
    assertThat(body().path("message_expiry").asText(null))
        .isEqualTo(expiry == null ? null : expiry.toString());
  }

  @Test
  void carriesEmojiAndFullLengthIntact() throws IOException {
    String text = "\uD83D\uDE00 \"é\" \\ \n" + "x".repeat(1590);
    Apis.at(plivo).submit(submission(text));
    assertThat(text).hasSize(1600);
    assertThat(body().get("text").asText()).isEqualTo(text);
  }

  @Test
  void sendsALongNumberAsNumberNotAsPowerpack() throws IOException {
    Apis.at(plivo)
        .submit(
            new Submission(
                "+491512345678901", Apis.RECIPIENT, "text", Apis.CALLBACK, null, Apis.NOW));
    assertThat(body().get("src").asText()).isEqualTo("+491512345678901");
    assertThat(body().has("powerpack_uuid")).isFalse();
  }

  @Test
  void namesAPowerpackInsteadOfASender() throws IOException {
    String powerpack = "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46";
    Apis.at(plivo)
        .submit(new Submission(powerpack, Apis.RECIPIENT, "text", Apis.CALLBACK, null, Apis.NOW));
    assertThat(body().get("powerpack_uuid").asText()).isEqualTo(powerpack);
    assertThat(body().has("src")).isFalse();
    assertThat(body().get("dst").asText()).isEqualTo(Apis.RECIPIENT);
  }

  @Test
  void servesThirtyTwoThreadsWithoutMixingTheirCalls() throws Exception {
    int calls = 320;
    IntStream.range(0, calls).forEach(i -> echo.then(AccountApiRequestTest::takeEvenTexts));
    AccountApi api = Apis.at(echo);
    List<SubmitResult> results = inParallel(calls, i -> api.submit(submission("text-" + i)));
    for (int i = 0; i < calls; i++) {
      assertThat(results.get(i)).isEqualTo(expected(i));
    }
    assertThat(echo.requests()).hasSize(calls);
  }

  // Answers with the text as UUID, so that every caller can recognise its own answer.
  private static boolean takeEvenTexts(
      ScriptedPlivo.Request request, InputStream in, OutputStream out) throws IOException {
    String text = new ObjectMapper().readTree(request.body()).get("text").asText();
    boolean even = Integer.parseInt(text.substring("text-".length())) % 2 == 0;
    return (even ? accepted(text) : status(429, "", "Retry-After: 3")).write(request, in, out);
  }

  private static SubmitResult expected(int i) {
    return i % 2 == 0
        ? new Accepted("text-" + i, 202)
        : new Retryable(
            OptionalInt.of(429), Duration.ofSeconds(3), "Plivo's rate limit is reached.");
  }

  private static List<SubmitResult> inParallel(int calls, IntFunction<SubmitResult> call)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(32);
    try {
      List<Future<SubmitResult>> running =
          IntStream.range(0, calls).mapToObj(i -> pool.submit(() -> call.apply(i))).toList();
      List<SubmitResult> results = new ArrayList<>();
      for (Future<SubmitResult> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  private JsonNode body() throws IOException {
    return new ObjectMapper().readTree(plivo.onlyRequest().body());
  }
}
