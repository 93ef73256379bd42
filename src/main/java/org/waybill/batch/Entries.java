package org.waybill.batch;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.List;
import org.waybill.json.StrictValues;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem.Violation;
import org.waybill.sending.MessageRequest;

/** The entries of a body that was checked, one at a time. */
final class Entries implements AutoCloseable {
  private final JsonParser parser;
  private final StrictValues values;
  private final String array;
  private int index = -1;
  private boolean ended;

  /**
   * @param parser at the start of the array
   * @param array pointer to it
   */
  Entries(JsonParser parser, String array) {
    this.parser = parser;
    this.values = new StrictValues(parser);
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
    JsonValue entry = values.read(event);
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
    values.fault().ifPresent(Entries::refuse);
    if (!(entry instanceof JsonObject object)) {
      throw new InvalidRequest("#", "It is not a JSON object.");
    }
    return MessageRequest.of(object);
  }

  private static void refuse(String fault) {
    throw new InvalidRequest("#", fault);
  }

  private Violation inTheBody(Violation violation) {
    String own = violation.where().substring(1);
    return new Violation(array + "/" + index + own, violation.detail());
  }

  @Override
  public void close() {
    parser.close();
  }
}
