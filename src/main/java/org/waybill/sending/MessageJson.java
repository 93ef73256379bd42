package org.waybill.sending;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.waybill.message.Attempt;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.TimelineEntry;

/** Messages as the API shows them. Times are RFC 3339 in UTC, money is a decimal string. */
public final class MessageJson {
  private MessageJson() {}

  static JsonObject whole(Message message) {
    JsonArrayBuilder attempts = JSON.createArrayBuilder();
    message.attempts().stream().map(MessageJson::attempt).forEach(attempts::add);
    JsonArrayBuilder timeline = JSON.createArrayBuilder();
    message.history().entries().forEach(entry -> timeline.add(entry(message, entry)));
    return members(message).add("attempts", attempts).add("timeline", timeline).build();
  }

  /** Without attempts and timeline. */
  public static JsonObject summary(Message message) {
    return members(message).build();
  }

  private static JsonObjectBuilder members(Message message) {
    return JSON.createObjectBuilder()
        .add("id", message.id().toString())
        .add("status", message.status().word())
        .add("reason", reason(message.reason(), message.provisional()))
        .add("client", message.client())
        .add("account", message.account())
        .add("to", message.to())
        .add("from", message.from())
        .add("text", message.text())
        .add("reference", orNull(message.reference()))
        .add("metadata", message.metadata().map(MessageJson::parsed).orElse(JsonValue.NULL))
        .add("priority", message.priority().word())
        .add("sendAt", orNull(message.sendAt().map(Instant::toString)))
        .add("expiresAt", orNull(message.expiresAt().map(Instant::toString)))
        .add("retryAt", orNull(message.retryAt().map(Instant::toString)))
        .add("segments", message.segments())
        .add("encoding", message.encoding())
        .add("price", orNull(message.price().map(MessageJson::decimal)))
        .add("currency", orNull(message.currency()))
        .add("messageUuid", orNull(message.messageUuid()))
        .add("createdAt", message.createdAt().toString())
        .add("updatedAt", message.updatedAt().toString());
  }

  private static JsonValue reason(Optional<FailureReason> reason, boolean provisional) {
    return reason
        .<JsonValue>map(
            why ->
                JSON.createObjectBuilder()
                    .add("code", why.code())
                    .add("name", why.name())
                    .add("advice", why.advice())
                    .add("provisional", provisional)
                    .build())
        .orElse(JsonValue.NULL);
  }

  private static JsonObjectBuilder attempt(Attempt attempt) {
    return JSON.createObjectBuilder()
        .add("id", attempt.id().toString())
        .add("number", attempt.number())
        .add("tries", attempt.tries())
        .add("status", attempt.status().word())
        .add("reason", reason(Optional.ofNullable(attempt.reason()), attempt.provisional()))
        .add("messageUuid", orNull(Optional.ofNullable(attempt.messageUuid())))
        .add("from", orNull(Optional.ofNullable(attempt.sender())))
        .add("httpStatus", number(attempt.httpStatus()))
        .add("units", number(attempt.units()))
        .add("price", orNull(Optional.ofNullable(attempt.price()).map(MessageJson::decimal)))
        .add("createdAt", attempt.createdAt().toString());
  }

  private static JsonObjectBuilder entry(Message message, TimelineEntry entry) {
    return JSON.createObjectBuilder()
        .add("at", entry.at().toString())
        .add("attempt", entry.attempt())
        .add("kind", message.history().isCorrection(entry) ? "correction" : entry.kind().word())
        .add("status", entry.status().word())
        .add("source", entry.source().word())
        .add("reason", orNull(Optional.ofNullable(entry.reason())));
  }

  private static JsonValue parsed(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private static String decimal(BigDecimal money) {
    return money.stripTrailingZeros().toPlainString();
  }

  private static JsonValue number(Integer value) {
    return value == null ? JsonValue.NULL : JSON.createValue(value);
  }

  private static JsonValue orNull(Optional<String> value) {
    return value.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
  }
}
