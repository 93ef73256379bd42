package org.waybill.json;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads values as a parser does, and tells of what a parser passes over or breaks off at: the first
 * of two members of the same name, numbers that nobody can hold, and more members than anybody can
 * mean, which it does not keep. It recurses: depth is checked before.
 */
public final class StrictValues {
  private static final int MOST_PARTS = 1_000;
  private static final String TOO_MANY = "It has more than 1,000 members or elements.";
  private static final int LONGEST_NUMBER = 100;
  private static final int MOST_PLACES = 1_000;

  private final JsonParser parser;
  private String fault;

  public StrictValues(JsonParser parser) {
    this.parser = parser;
  }

  /** The value that begins with this event, which the parser has just given. */
  public JsonValue read(Event first) {
    fault = null;
    return value(first);
  }

  /** What is wrong with the value that was read last, as a sentence. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  private JsonValue value(Event event) {
    return switch (event) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_NUMBER -> number();
      case VALUE_STRING, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getValue();
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw new IllegalStateException(event.name());
    };
  }

  private JsonObject object() {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    Set<String> names = new HashSet<>();
    while (parser.next() != Event.END_OBJECT) {
      String name = parser.getString();
      if (!names.add(name)) {
        fault = "It has the same member twice.";
      }
      JsonValue value = value(parser.next());
      if (names.size() <= MOST_PARTS) {
        object.add(name, value);
      } else {
        names.remove(name);
        fault = TOO_MANY;
      }
    }
    return object.build();
  }

  private JsonValue array() {
    List<JsonValue> values = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      JsonValue value = value(event);
      if (values.size() < MOST_PARTS) {
        values.add(value);
      } else {
        fault = TOO_MANY;
      }
    }
    return JSON.createArrayBuilder(values).build();
  }

  private JsonValue number() {
    if (isHeld(parser.getString())) {
      return parser.getValue();
    }
    fault = "A number in it has more than 100 characters or 1,000 places.";
    return JsonValue.NULL;
  }

  private static boolean isHeld(String number) {
    try {
      return number.length() <= LONGEST_NUMBER
          && Math.abs((long) new BigDecimal(number).scale()) <= MOST_PLACES;
    } catch (NumberFormatException beyondAnyExponent) {
      return false;
    }
  }
}
