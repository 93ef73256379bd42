package org.waybill.sending;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import org.waybill.json.StrictValues;
import org.waybill.problem.InvalidRequest;

/** A body that is exactly one JSON object. */
final class JsonBody {
  static final int DEEPEST = 20;
  private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

  private JsonBody() {}

  /**
   * @throws InvalidRequest when it is anything else
   */
  static JsonObject object(byte[] body) {
    return object(decode(body));
  }

  private static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidRequest("#", "The body is not UTF-8.");
    }
  }

  private static JsonObject object(String body) {
    try {
      checkWhole(body);
      return read(body);
    } catch (JsonParsingException malformed) {
      throw new InvalidRequest(
          "#",
          "The body is not JSON at line %d, column %d."
              .formatted(
                  malformed.getLocation().getLineNumber(),
                  malformed.getLocation().getColumnNumber()));
    } catch (JsonException | IllegalStateException | NoSuchElementException malformed) {
      throw new InvalidRequest("#", "The body is not JSON.");
    }
  }

  private static JsonObject read(String body) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(body))) {
      StrictValues values = new StrictValues(parser);
      JsonValue value = values.read(parser.next());
      values.fault().ifPresent(JsonBody::refuse);
      if (value instanceof JsonObject object) {
        return object;
      }
      throw new InvalidRequest("#", "The body is not a JSON object.");
    }
  }

  private static void refuse(String fault) {
    throw new InvalidRequest("#", fault);
  }

  /** Reading values recurses, and leaves unseen what follows the first. */
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
}
