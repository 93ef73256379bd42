package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SystemTest
class AccessIT {
  private static final String NOBODY = Api.MESSAGES + "/" + UUID.randomUUID();

  static Stream<Arguments> withoutAValidKey() {
    String key = Waybill.apiKey();
    return Stream.of(Api.MESSAGES, NOBODY, "/api/v1/reports", "/api/v1/nothing", "/api/v1", "/api")
        .flatMap(
            path ->
                Stream.of(
                        "none",
                        "Bearer wrong",
                        "Bearer",
                        "Bearer " + key.substring(1),
                        "Bearer " + key + "x",
                        "Bearer " + key.toUpperCase(),
                        key,
                        PlivoAccount.basic())
                    .map(authorization -> Arguments.of(path, authorization)));
  }

  @ParameterizedTest
  @MethodSource("withoutAValidKey")
  void asksForAKey(String path, String authorization) {
    HttpRequest.Builder request = Api.keyless(path);
    if (!authorization.equals("none")) {
      request.header("Authorization", authorization);
    }

    Answer answer = Api.exchange(request.GET()).isProblem(401, "unauthorized");

    assertThat(answer.header("WWW-Authenticate").orElse("none")).startsWith("Bearer realm=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text/plain"})
  void asksForAKeyBeforeAMediaType(String type) {
    HttpRequest.Builder request = Api.keyless(Api.MESSAGES).header("Content-Type", type);

    Answer answer = Api.exchange(request.POST(BodyPublishers.ofString("{}")));

    assertThat(answer.isProblem(401, "unauthorized").header("WWW-Authenticate")).isPresent();
  }

  @Test
  void sendsNothingWithoutAKey() {
    String to = Recipients.delivering();
    String body = "{\"to\":\"%s\",\"text\":\"hello\"}".formatted(to);

    Api.exchange(
            Api.keyless(Api.MESSAGES)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .isProblem(401, "unauthorized");

    assertThat(Api.get(Api.MESSAGES + "?to=%2B" + to.substring(1)).items()).isEmpty();
  }

  @Test
  void takesTheSchemeInAnyCase() {
    Api.exchange(
            Api.keyless(Api.MESSAGES).header("Authorization", "bEARER " + Waybill.apiKey()).GET())
        .hasStatus(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-id", "00000000-0000-0000-0000-00000000000", "%2e%2e", "1-1-1-1-1"})
  void knowsNoMessageByAMalformedId(String id) {
    Api.get(Api.MESSAGES + "/" + id).isProblem(404, "not-found");
  }

  @Test
  void knowsNoMessageByAnUnknownId() {
    Api.get(NOBODY).isProblem(404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/messages, GET POST",
    "DELETE, /api/v1/messages, GET POST",
    "POST, /api/v1/reports, GET",
    "PUT, /api/v1/reports, GET"
  })
  void tellsWhichMethodsAreAllowed(String method, String path, String allowed) {
    Answer answer =
        Api.exchange(Api.request(path).method(method, BodyPublishers.noBody()))
            .isProblem(405, "method-not-allowed");

    assertThat(Arrays.stream(answer.header("Allow").orElseThrow().split(",")).map(String::strip))
        .contains(allowed.split(" "));
  }

  @Test
  void answersNothingButJson() {
    Api.exchange(Api.request(Api.MESSAGES).header("Accept", "text/html").GET())
        .isProblem(406, "not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/nothing/at/all.html",
        "/index.jsp",
        "/api/v1/nothing",
        "/api/nothing",
        "/sandbox/nothing"
      })
  void hidesEverythingBehindAnUnknownAddress(String path) {
    Answer answer = Api.get(path).hasStatus(404);

    assertThat(answer.body().toLowerCase()).doesNotContain("<html", "exception", "\tat ", "payara");
    if (!path.startsWith("/sandbox")) {
      answer.isProblem(404, "not-found");
    }
  }

  /** WildFly refuses these itself, before the application hears of them. */
  @ParameterizedTest
  @ValueSource(strings = {"/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/web-inf/web.xml"})
  void servesNothingOfItsOwnInside(String path) {
    assertThat(Api.get(path).hasStatus(404).body()).doesNotContain("web-app", "Manifest-Version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/console.js",
        "/console.css",
        "/nothing",
        "/api/v1/messages",
        "/api/v1/nothing",
        "/api/webhooks/plivo/sms",
        "/sandbox/accepted"
      })
  void putsSecurityHeadersOnEveryAnswer(String path) {
    for (HttpRequest.Builder request :
        new HttpRequest.Builder[] {Api.request(path), Api.keyless(path)}) {
      Answer answer = Api.exchange(request.GET());

      assertThat(answer.header("X-Content-Type-Options")).as(answer.toString()).contains("nosniff");
      assertThat(answer.header("X-Frame-Options")).contains("DENY");
      assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("Content-Security-Policy").orElse("none"))
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.response().headers().allValues("X-Powered-By")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/index.html, text/html",
    "/console.js, javascript",
    "/console.css, text/css"
  })
  void showsTheConsoleWithoutAKey(String path, String type) {
    Answer answer = Api.exchange(Api.keyless(path).GET()).hasStatus(200);

    assertThat(answer.header("Content-Type").orElse("none")).contains(type);
    assertThat(answer.body()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sandbox/accepted",
        "/sandbox/plivo/v1/Account/" + PlivoAccount.AUTH_ID + "/Message/",
        "/sandbox/plivo/v1/Account/MAOTHER0000000000000/Message/"
      })
  void keepsTheSandboxForItsAccount(String path) {
    Api.exchange(Api.keyless(path).GET()).hasStatus(401);
    Api.exchange(Api.request(path).GET()).hasStatus(401);
  }
}
