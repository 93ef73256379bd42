package org.plivosandbox;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plivo's shapes. Every answer has an {@code api_id} of its own. */
class PlivoJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
  private final JsonProvider json = JsonProvider.provider();

  Map<String, String> fields(byte[] body) {
    try (JsonReader reader = json.createReader(new ByteArrayInputStream(body))) {
      Map<String, String> fields = new HashMap<>();
      reader
          .readObject()
          .forEach(
              (name, value) -> {
                if (value != JsonValue.NULL) {
                  fields.put(name, text(value));
                }
              });
      return fields;
    } catch (RuntimeException notAnObject) {
      // Parsers differ in what they throw, for too deep a nesting even a plain RuntimeException.
      throw new BadParameter("the body is not a JSON object");
    }
  }

  String error(String sentence) {
    return answer().add("error", sentence).build().toString();
  }

  String queued(List<String> uuids, List<String> invalid) {
    JsonObjectBuilder answer =
        answer().add("message", "message(s) queued").add("message_uuid", array(uuids));
    if (!invalid.isEmpty()) {
      answer.add("invalid_number", array(invalid));
    }
    return answer.build().toString();
  }

  String message(SandboxMessage message, Instant now, String uri) {
    return answer().addAll(json.createObjectBuilder(record(message, now, uri))).build().toString();
  }

  /**
   * @param next null when there is none, and so {@code previous}
   */
  String list(Page page, Instant now, String uri, String next, String previous) {
    JsonObjectBuilder meta =
        json.createObjectBuilder()
            .add("limit", page.limit())
            .add("next", orNull(next))
            .add("offset", page.offset())
            .add("previous", orNull(previous))
            .add("total_count", page.total());
    JsonArrayBuilder objects = json.createArrayBuilder();
    page.messages()
        .forEach(message -> objects.add(record(message, now, uri + message.uuid() + "/")));
    return answer().add("meta", meta).add("objects", objects).build().toString();
  }

  String accepted(long requests, List<SandboxMessage> messages) {
    JsonArrayBuilder accepted = json.createArrayBuilder();
    for (SandboxMessage message : messages) {
      String url = message.request().url().map(URI::toString).orElse(null);
      accepted.add(
          json.createObjectBuilder()
              .add("messageUuid", message.uuid())
              .add("dst", message.dst())
              .add("src", message.request().src())
              .add("url", orNull(url))
              .add("acceptedAt", message.acceptedAt().toString()));
    }
    return json.createObjectBuilder()
        .add("requests", requests)
        .add("accepted", accepted)
        .build()
        .toString();
  }

  private JsonObject record(SandboxMessage message, Instant now, String uri) {
    State state = message.stateAt(now);
    String errorCode = message.errorCodeIn(state);
    return json.createObjectBuilder()
        .add("error_code", orNull(errorCode.isEmpty() ? null : errorCode))
        .add("from_number", message.request().src())
        .add("log", message.request().log())
        .add("message_direction", "outbound")
        .add("message_state", state.word())
        .add("message_time", TIME.format(message.acceptedAt()))
        .add("message_type", "sms")
        .add("message_updated_time", TIME.format(message.lastChangeBefore(now)))
        .add("message_uuid", message.uuid())
        .add("powerpack_id", orNull(blankToNull(message.request().powerpack())))
        .add("requester_ip", message.requesterIp())
        .add("resource_uri", uri)
        .add("to_number", message.loggedDst())
        .add("total_amount", message.amountIn(state).toPlainString())
        .add("total_rate", message.rateIn(state).toPlainString())
        .add("units", message.request().segments().units())
        .build();
  }

  private JsonObjectBuilder answer() {
    return json.createObjectBuilder().add("api_id", UUID.randomUUID().toString());
  }

  private JsonArrayBuilder array(List<String> texts) {
    JsonArrayBuilder array = json.createArrayBuilder();
    texts.forEach(array::add);
    return array;
  }

  private JsonValue orNull(String text) {
    return text == null ? JsonValue.NULL : json.createValue(text);
  }

  private static String blankToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
