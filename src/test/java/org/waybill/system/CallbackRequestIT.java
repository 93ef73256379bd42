package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the webhooks that are none of Plivo's: refused, never a fault of ours. */
@SystemTest
class CallbackRequestIT {
  private static final String OF_AN_ATTEMPT = Callback.SMS + "/" + UUID.randomUUID();
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String LARGE = "Text=" + "x".repeat(65_536);

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "text/plain", "multipart/form-data; boundary=x", ";", "; ;"})
  void refusesOtherMediaTypes(String type) {
    Callback.to(Callback.SMS).type(type).send().isProblem(415, "unsupported-media-type");
    Callback.to(OF_AN_ATTEMPT).type(type).send().isProblem(415, "unsupported-media-type");
  }

  @Test
  void takesAFormWithACharset() {
    Callback.to(Callback.SMS)
        .type("application/x-www-form-urlencoded; charset=utf-8")
        .status("delivered")
        .send()
        .hasStatus(200);
  }

  @Test
  void refusesABodyOver64KiB() {
    HttpRequest.Builder chunked =
        Api.keyless(Callback.SMS).header("Content-Type", "application/x-www-form-urlencoded");
    Callback.to(Callback.SMS).headers().forEach(chunked::header);

    Callback.to(Callback.SMS).body(LARGE).send().isProblem(413, "too-large");
    Api.exchange(
            chunked.POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(LARGE.getBytes(StandardCharsets.UTF_8)))))
        .isProblem(413, "too-large");
  }

  /** More than WildFly by itself would pass on: server-config/wildfly. */
  @Test
  void refusesWhatDeclaresToBeFarTooLarge() throws IOException {
    assertThat(statusOf("POST " + Callback.SMS, FORM, "Content-Length: 11000000")).isEqualTo(413);
    assertThat(
            statusOf(
                "POST " + Api.MESSAGES,
                "Authorization: Bearer " + Waybill.apiKey(),
                "Content-Type: application/json",
                "Content-Length: 11000000"))
        .isEqualTo(413);
  }

  @Test
  void takesALongTextThatIsGenuine() {
    String uuid = UUID.randomUUID().toString();
    String text = "x".repeat(60_000);

    Callback.to(Callback.SMS).field("MessageUUID", uuid).field("Text", text).send().hasStatus(200);

    assertThat(Api.reports(uuid))
        .singleElement()
        .satisfies(
            report -> assertThat(report.getJsonObject("fields").getString("Text")).isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Status=%", "Status=%zz", "Status=%4", "%ff=x", "Status=%c3%28"})
  void refusesAFormThatCannotBeDecoded(String body) {
    Callback.to(Callback.SMS).body(body).send().isProblem(400, "malformed-form");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Status=%", "Status=%zz", "%ff=x"})
  void refusesAQueryThatCannotBeDecoded(String query) throws IOException {
    assertThat(statusOf("GET " + Callback.SMS + "?" + query)).isEqualTo(400);
    assertThat(statusOf("GET " + OF_AN_ATTEMPT + "?" + query)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%00b", "/%2e%2e%2f", "/a;b=c", "/%c3%28", "/'\"<>", "//"})
  void survivesStrangePaths(String path) throws IOException {
    assertThat(statusOf("GET " + Callback.SMS + path)).isBetween(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Status", "=", "=x&=y", "Status=sent&Status=delivered", "+=%20"})
  void doesNotStumbleOverOddForms(String body) {
    Callback.to(Callback.SMS).body(body).send().isProblem(403, "signature-wrong");
  }

  @Test
  void survivesAThousandFields() {
    String fields =
        IntStream.range(0, 5_000).mapToObj(i -> "f" + i + "=").collect(Collectors.joining("&"));

    assertThat(Callback.to(Callback.SMS).body(fields).send().status()).isIn(400, 403);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/webhooks/plivo/sms, GET POST",
    "DELETE, /api/webhooks/plivo/sms/00000000-0000-7000-8000-000000000000, GET POST",
    "PATCH, /api/webhooks/plivo/voice, GET POST",
    "PUT, /api/webhooks/plivo/inbound, POST",
    "GET, /api/webhooks/plivo/inbound, POST"
  })
  void tellsWhichMethodsAreAllowed(String method, String path, String allowed) {
    Answer answer = Callback.to(path).sendAs(method).isProblem(405, "method-not-allowed");

    assertThat(Arrays.stream(answer.header("Allow").orElseThrow().split(",")).map(String::strip))
        .contains(allowed.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sms", "sms/00000000-0000-7000-8000-000000000000", "voice", "inbound"})
  void answersHeadWithoutAFault(String address) {
    String path = "/api/webhooks/plivo/" + address;

    assertThat(Callback.to(path).asGet().unsigned().sendAs("HEAD").status()).isIn(400, 405);
    assertThat(Callback.to(path).asGet().sendAs("HEAD").status()).isLessThan(500);
    assertThat(Callback.to(path).asGet().forged(Callback.Family.V3).sendAs("HEAD").status())
        .isIn(403, 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/plivo", "/api/webhooks/plivo/fax"})
  void knowsNoOtherWebhook(String path) {
    Callback.to(path).send().isProblem(404, "not-found");
  }

  /** Of a request that no proper client can make. */
  private static int statusOf(String requestLine, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", Waybill.uri("").getPort())) {
      socket.setSoTimeout(5_000);
      String request =
          requestLine
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining())
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      return Integer.parseInt(answer.readLine().split(" ", 3)[1]);
    }
  }
}
