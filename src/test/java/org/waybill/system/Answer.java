package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What the server under test answered. */
record Answer(HttpResponse<String> response) {
  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  JsonObject json() {
    return parsed(body());
  }

  /** Of a list. */
  List<JsonObject> items() {
    return json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  static JsonObject parsed(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  Answer hasStatus(int expected) {
    assertThat(status()).as("status of %s", this).isEqualTo(expected);
    return this;
  }

  /** A whole problem of RFC 9457, whose status is the answer's. */
  Answer isProblem(int expected, String type) {
    hasStatus(expected);
    assertThat(header("Content-Type").orElse("none")).as(toString()).matches(Answer::isProblemJson);
    assertThat(json().getString("type")).isEqualTo("urn:waybill:problem:" + type);
    assertThat(json().getInt("status")).isEqualTo(expected);
    assertThat(json().getString("title")).isNotBlank();
    return this;
  }

  private static boolean isProblemJson(String contentType) {
    return contentType.split(";")[0].strip().equals("application/problem+json");
  }

  /** The members or parameters that a problem names. */
  List<String> faults(String kind) {
    return json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
        .filter(error -> error.containsKey(kind))
        .map(error -> error.getString(kind))
        .toList();
  }

  /** Null where the member is null. */
  static String text(JsonObject object, String member) {
    return object.get(member) instanceof JsonString string ? string.getString() : null;
  }

  @Override
  public String toString() {
    return "%s %s -> %d %s"
        .formatted(response.request().method(), response.uri(), status(), body());
  }
}
