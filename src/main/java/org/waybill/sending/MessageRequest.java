package org.waybill.sending;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem.Violation;

/**
 * The body of a send as it was written, with every fault of its shape.
 *
 * @param metadata a flat JSON object as text
 */
record MessageRequest(String to, String text, String from, String reference, String metadata) {
  private static final Set<String> MEMBERS = Set.of("to", "text", "from", "reference", "metadata");
  private static final int LONGEST_REFERENCE = 255;
  private static final int LONGEST_METADATA = 4_096;
  private static final int DEEPEST = 20;
  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(
          Map.of(jakarta.json.JsonConfig.KEY_STRATEGY, jakarta.json.JsonConfig.KeyStrategy.NONE));
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  /**
   * @throws InvalidRequest naming every member that is not as it must be
   */
  static MessageRequest parse(byte[] body) {
    JsonObject json = object(decode(body));
    List<Violation> faults = new ArrayList<>();
    json.keySet().stream()
        .filter(name -> !MEMBERS.contains(name))
        .sorted()
        .forEach(name -> faults.add(unknown(name)));
    String to = string(json, "to", true, faults);
    String text = string(json, "text", true, faults);
    String from = string(json, "from", false, faults);
    String reference = string(json, "reference", false, faults);
    if (reference != null && !isReference(reference)) {
      faults.add(new Violation("#/reference", "A reference has 1 to 255 printable characters."));
    }
    String metadata = metadata(json, faults);
    if (!faults.isEmpty()) {
      throw new InvalidRequest(faults);
    }
    return new MessageRequest(to, text, from, reference, metadata);
  }

  private static Violation unknown(String name) {
    String pointer = "#/" + name.replace("~", "~0").replace("/", "~1");
    return new Violation(
        pointer.length() > 100 ? pointer.substring(0, 100) : pointer,
        "There is no such member; known are from, metadata, reference, text and to.");
  }

  private static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidRequest("#", "The body is not UTF-8.");
    }
  }

  private static JsonObject object(String body) {
    try (JsonReader reader = READERS.createReader(new StringReader(body))) {
      checkWhole(body);
      if (reader.readValue() instanceof JsonObject object) {
        return object;
      }
      throw new InvalidRequest("#", "The body is not a JSON object.");
    } catch (JsonParsingException malformed) {
      throw new InvalidRequest(
          "#",
          "The body is not JSON at line %d, column %d."
              .formatted(
                  malformed.getLocation().getLineNumber(),
                  malformed.getLocation().getColumnNumber()));
    } catch (JsonException | IllegalStateException doubled) {
      throw new InvalidRequest("#", "The body is not JSON, or a member stands in it twice.");
    }
  }

  /** A reader takes the first value and leaves unseen what follows, and it recurses. */
  private static void checkWhole(String body) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(body))) {
      int depth = 0;
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_OBJECT, START_ARRAY -> depth++;
          case END_OBJECT, END_ARRAY -> depth--;
          default -> {}
        }
        if (depth > DEEPEST) {
          throw new InvalidRequest("#", "The body is nested too deeply.");
        }
      }
    }
  }

  private static String string(
      JsonObject json, String name, boolean required, List<Violation> faults) {
    JsonValue value = json.getOrDefault(name, JsonValue.NULL);
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value != JsonValue.NULL) {
      faults.add(new Violation("#/" + name, "It is a string."));
    } else if (required) {
      faults.add(new Violation("#/" + name, "It is missing."));
    }
    return null;
  }

  private static boolean isReference(String reference) {
    return !reference.isBlank()
        && reference.length() <= LONGEST_REFERENCE
        && reference.codePoints().noneMatch(Character::isISOControl);
  }

  private static String metadata(JsonObject json, List<Violation> faults) {
    JsonValue value = json.getOrDefault("metadata", JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return null;
    }
    String text = value.toString();
    if (!(value instanceof JsonObject object)
        || !object.values().stream().allMatch(MessageRequest::isPlain)
        || text.length() > LONGEST_METADATA) {
      faults.add(
          new Violation(
              "#/metadata",
              "It is an object of strings, numbers, true and false, at most 4,096 characters."));
    }
    return text;
  }

  private static boolean isPlain(JsonValue value) {
    return value.getValueType() != ValueType.OBJECT && value.getValueType() != ValueType.ARRAY;
  }

  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "MessageRequest";
  }
}
