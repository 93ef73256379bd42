package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One node's API, called with the bootstrap key. */
public final class NodeApi {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  NodeApi(URI base) {
    this.base = base;
  }

  HttpResponse<String> post(String to, String text) throws IOException {
    String body = Json.createObjectBuilder().add("to", to).add("text", text).build().toString();
    return post(body);
  }

  HttpResponse<String> post(String message) throws IOException {
    return exchange(posting("/api/v1/messages", message).build());
  }

  HttpResponse<String> postUnderKey(String path, String key, String body) throws IOException {
    return exchange(posting(path, body).header("Idempotency-Key", key).build());
  }

  private HttpRequest.Builder posting(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** The same key may be used again, at any node, until one answers. */
  public HttpResponse<String> post(JsonObject message, String idempotencyKey, Duration patience)
      throws IOException {
    return exchange(
        posting("/api/v1/messages", message.toString())
            .header("Idempotency-Key", idempotencyKey)
            .timeout(patience)
            .build());
  }

  /** Sends, insists on 202 and returns the message's id. */
  String send(String to, String text) {
    try {
      HttpResponse<String> answer = post(to, text);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      return json(answer.body()).getString("id");
    } catch (IOException unanswered) {
      throw new UncheckedIOException(unanswered);
    }
  }

  public JsonObject message(String id) {
    return get("/api/v1/messages/" + id);
  }

  String status(String id) {
    return message(id).getString("status");
  }

  /** Page by page, newest first. */
  public List<JsonObject> all(String path) {
    List<JsonObject> all = new ArrayList<>();
    String cursor = null;
    do {
      JsonObject page = get(path + "?limit=500" + (cursor == null ? "" : "&cursor=" + cursor));
      all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      cursor = page.isNull("nextCursor") ? null : page.getString("nextCursor");
    } while (cursor != null);
    return all;
  }

  /** 0 if there is no answer. */
  int status(URI address) {
    try {
      return exchange(HttpRequest.newBuilder(address).timeout(PATIENCE).build()).statusCode();
    } catch (IOException unanswered) {
      return 0;
    }
  }

  String metrics() {
    return text("/api/v1/metrics");
  }

  public JsonObject get(String path) {
    return json(text(path));
  }

  /** Whatever is there, in JSON or not. */
  String text(String path) {
    return body(request(path).build());
  }

  /** Without a key, at whatever port. */
  JsonObject open(URI address) {
    return json(body(HttpRequest.newBuilder(address).timeout(PATIENCE).build()));
  }

  private String body(HttpRequest request) {
    try {
      HttpResponse<String> answer = exchange(request);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException unanswered) {
      throw new UncheckedIOException(unanswered);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + Waybill.apiKey());
  }

  /** The request's own time-out ends when the answer begins. */
  HttpResponse<String> exchange(HttpRequest request) throws IOException {
    Duration patience = request.timeout().orElse(PATIENCE).plus(PATIENCE);
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.ofString());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException endless) {
      answer.cancel(true);
      throw new HttpTimeoutException("The answer did not end within " + patience);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  public static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
