package org.waybill.batch;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import org.waybill.problem.InvalidRequest;

/**
 * A well-formed body, {@code [...]} or {@code {"messages":[...]}}, whose entries are not yet looked
 * at.
 *
 * @param size how many entries it has
 * @param pointer to the array
 */
record BatchBody(byte[] bytes, int size, String pointer) {
  static final int MOST_ENTRIES = 1_000;
  private static final int DEEPEST = 20;
  private static final String MEMBER = "messages";
  private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

  /**
   * Reads it once to the end and keeps nothing.
   *
   * @throws InvalidRequest when the whole is not as it must be
   */
  static BatchBody check(byte[] bytes) {
    try (JsonParser parser = parser(bytes)) {
      String pointer = enter(parser);
      int size = count(parser, pointer);
      if (pointer.length() > 1 && parser.next() != Event.END_OBJECT) {
        throw otherMember();
      }
      if (parser.hasNext()) {
        throw new InvalidRequest("#", "Something follows the batch.");
      }
      return new BatchBody(bytes, size, pointer);
    } catch (JsonParsingException malformed) {
      throw new InvalidRequest(
          "#",
          "The body is not JSON at line %d, column %d."
              .formatted(
                  malformed.getLocation().getLineNumber(),
                  malformed.getLocation().getColumnNumber()));
    } catch (JsonException | NoSuchElementException | IllegalStateException malformed) {
      throw new InvalidRequest("#", "The body is not JSON in UTF-8.");
    }
  }

  /** Its entries, one at a time. */
  Entries entries() {
    JsonParser parser = parser(bytes);
    enter(parser);
    return new Entries(parser, pointer);
  }

  /** Refuses what is not UTF-8. */
  private static JsonParser parser(byte[] bytes) {
    return PARSERS.createParser(
        new InputStreamReader(
            new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()));
  }

  /** Goes to the start of the array and tells where that is. */
  private static String enter(JsonParser parser) {
    Event first = parser.next();
    if (first == Event.START_ARRAY) {
      return "#";
    }
    if (first != Event.START_OBJECT) {
      throw new InvalidRequest("#", "The body is neither an array nor an object.");
    }
    if (parser.next() != Event.KEY_NAME || !MEMBER.equals(parser.getString())) {
      throw otherMember();
    }
    if (parser.next() != Event.START_ARRAY) {
      throw new InvalidRequest("#/" + MEMBER, "It must be an array.");
    }
    return "#/" + MEMBER;
  }

  private static InvalidRequest otherMember() {
    return new InvalidRequest("#", "An object must have exactly one member, messages.");
  }

  private static int count(JsonParser parser, String pointer) {
    int size = 0;
    int depth = 0;
    for (Event event = parser.next(); depth > 0 || event != Event.END_ARRAY; ) {
      size += depth == 0 ? 1 : 0;
      depth += step(event);
      if (size > MOST_ENTRIES) {
        throw new InvalidRequest(pointer, "A batch has at most 1,000 entries.");
      }
      if (depth > DEEPEST) {
        throw new InvalidRequest(pointer + "/" + (size - 1), "It is nested too deeply.");
      }
      event = parser.next();
    }
    return size;
  }

  private static int step(Event event) {
    return switch (event) {
      case START_OBJECT, START_ARRAY -> 1;
      case END_OBJECT, END_ARRAY -> -1;
      case KEY_NAME, VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> 0;
    };
  }

  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "BatchBody[size=%d]".formatted(size);
  }
}
