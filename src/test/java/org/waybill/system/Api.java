package org.waybill.system;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;

/** An application that calls Waybill with its key. */
final class Api {
  static final String MESSAGES = "/api/v1/messages";
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Api() {}

  static Answer get(String path) {
    return exchange(request(path).GET());
  }

  static Answer send(String to, String text) {
    return post(Json.createObjectBuilder().add("to", to).add("text", text).build().toString());
  }

  /** The id of an accepted message. */
  static String sent(String to) {
    return send(to, "Your code is 12345").hasStatus(202).json().getString("id");
  }

  static Answer post(String json) {
    return post(MESSAGES, json);
  }

  /** {@code headers} alternates names and values. */
  static Answer post(String path, String json, String... headers) {
    return post(request(path), json, headers);
  }

  /** Another application sends. */
  static Answer postAs(String key, String json, String... headers) {
    return post(keyless(MESSAGES).header("Authorization", "Bearer " + key), json, headers);
  }

  private static Answer post(HttpRequest.Builder to, String json, String... headers) {
    HttpRequest.Builder request =
        to.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  static Answer cancel(String id) {
    return exchange(request(MESSAGES + "/" + id).DELETE());
  }

  /** A new attempt. */
  static Answer retry(String id, String... headers) {
    HttpRequest.Builder request =
        request(MESSAGES + "/" + id + "/retry").POST(BodyPublishers.noBody());
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  static JsonObject message(String id) {
    return get(MESSAGES + "/" + id).hasStatus(200).json();
  }

  /** The ledger's rows of one of Plivo's messages or calls. */
  static List<JsonObject> reports(String messageUuid) {
    return get("/api/v1/reports?messageUuid=" + messageUuid).hasStatus(200).items();
  }

  static JsonObject awaitStatus(String id, String... anyOf) {
    List<String> statuses = List.of(anyOf);
    return within(Duration.ofSeconds(5))
        .until(() -> message(id), message -> statuses.contains(message.getString("status")));
  }

  static ConditionFactory within(Duration time) {
    return await().atMost(time).pollInterval(Duration.ofMillis(50)).pollDelay(Duration.ZERO);
  }

  /** With the key. */
  static HttpRequest.Builder request(String path) {
    return keyless(path).header("Authorization", "Bearer " + Waybill.apiKey());
  }

  static HttpRequest.Builder keyless(String path) {
    return to(Waybill.uri(path));
  }

  static HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(15));
  }

  static Answer exchange(HttpRequest.Builder request) {
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException unanswered) {
      throw new UncheckedIOException(unanswered);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
