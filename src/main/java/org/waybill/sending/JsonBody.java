package org.waybill.sending;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.waybill.problem.InvalidRequest;

/** A body that is exactly one JSON object. */
final class JsonBody {
  static final int DEEPEST = 20;
  private static final JsonReaderFactory READERS =
      JSON.createReaderFactory(
          Map.of(jakarta.json.JsonConfig.KEY_STRATEGY, jakarta.json.JsonConfig.KeyStrategy.NONE));
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
}
