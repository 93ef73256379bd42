package org.waybill.batch;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem.Violation;
import org.waybill.sending.MessageRequest;

/** The entries of a body that was checked, one at a time. */
final class Entries implements AutoCloseable {
  private final JsonParser parser;
  private final String array;
  private int index = -1;
  private boolean doubled;
  private boolean ended;

  /**
   * @param parser at the start of the array
   * @param array pointer to it
   */
  Entries(JsonParser parser, String array) {
    this.parser = parser;
    this.array = array;
  }

  /**
   * Hands over the next entry.
   *
   * @return false when there is none
   */
  boolean next(Visitor visitor) {
    Event event = ended ? Event.END_ARRAY : parser.next();
    ended = event == Event.END_ARRAY;
    if (ended) {
      return false;
    }
    index++;
    doubled = false;
    JsonValue entry = value(event);
    try {
      visitor.request(index, request(entry));
    } catch (InvalidRequest invalid) {
      visitor.fault(index, invalid.violations().stream().map(this::inTheBody).toList());
    }
    return true;
  }

  /** Takes an entry, or what is wrong with it; may refuse a request with {@link InvalidRequest}. */
  interface Visitor {
    void request(int index, MessageRequest request);

    void fault(int index, List<Violation> violations);
  }

  private MessageRequest request(JsonValue entry) {
    if (!(entry instanceof JsonObject object)) {
      throw new InvalidRequest("#", "It is not a JSON object.");
    }
    if (doubled) {
      throw new InvalidRequest("#", "A member stands in it twice.");
    }
    return MessageRequest.of(object);
  }

  private Violation inTheBody(Violation violation) {
    String own = violation.where().substring(1);
    return new Violation(array + "/" + index + own, violation.detail());
  }

  /** A parser's own objects would keep the last of two members and say nothing. */
  private JsonValue value(Event event) {
    return switch (event) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getValue();
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw new IllegalStateException(event.name());
    };
  }

  private JsonObject object() {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    Set<String> names = new HashSet<>();
    while (parser.next() != Event.END_OBJECT) {
      String name = parser.getString();
      doubled |= !names.add(name);
      object.add(name, value(parser.next()));
    }
    return object.build();
  }

  private JsonValue array() {
    List<JsonValue> values = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      values.add(value(event));
    }
    return JSON.createArrayBuilder(values).build();
  }

  @Override
  public void close() {
    parser.close();
  }
}
