package org.waybill.sending;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.waybill.message.Priority;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem.Violation;
import org.waybill.sender.Checked;
import org.waybill.sender.PhoneNumbers;
import org.waybill.sender.Sender;
import org.waybill.time.StorableTime;

/**
 * A send as it was asked for; its shape is right, its content not yet checked.
 *
 * @param account Waybill's name of the Plivo account; null for none named
 * @param metadata a flat JSON object as text; null for none
 * @param sendAt null for at once
 * @param expiresAt null for never
 */
public record MessageRequest(
    String to,
    String text,
    String from,
    String account,
    String reference,
    String metadata,
    Priority priority,
    Instant sendAt,
    Instant expiresAt) {
  private static final TreeSet<String> MEMBERS =
      new TreeSet<>(
          List.of(
              "to",
              "text",
              "from",
              "account",
              "reference",
              "metadata",
              "priority",
              "sendAt",
              "expiresAt"));

  /** Of those that are named: an answer must not be larger than what it answers. */
  private static final int MOST_UNKNOWN = 20;

  private static final int LONGEST_REFERENCE = 255;
  private static final int LONGEST_METADATA = 4_096;

  /** Java takes more than RFC 3339 allows: no seconds, or seconds in the offset. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})",
          Pattern.CASE_INSENSITIVE);

  /**
   * @throws InvalidRequest naming every member that is not as it must be
   */
  public static MessageRequest parse(byte[] body) {
    return of(JsonBody.object(body));
  }

  /**
   * @throws InvalidRequest naming every member that is not as it must be
   */
  public static MessageRequest of(JsonObject json) {
    List<Violation> faults = new ArrayList<>();
    json.keySet().stream()
        .filter(name -> !MEMBERS.contains(name))
        .sorted()
        .limit(MOST_UNKNOWN)
        .forEach(name -> faults.add(unknown(name)));
    MessageRequest request =
        new MessageRequest(
            string(json, "to", true, faults),
            string(json, "text", true, faults),
            string(json, "from", false, faults),
            string(json, "account", false, faults),
            reference(json, faults),
            metadata(json, faults),
            priority(json, faults),
            time(json, "sendAt", faults),
            time(json, "expiresAt", faults));
    if (!faults.isEmpty()) {
      request.tellOfWhatCanBeRead(faults);
      throw new InvalidRequest(faults);
    }
    return request;
  }

  /** So that whoever mends the members which cannot be read need not learn of these afterwards. */
  private void tellOfWhatCanBeRead(List<Violation> faults) {
    tell(to, "#/to", PhoneNumbers::recipient, faults);
    tell(text, "#/text", SmsText::of, faults);
    tell(from, "#/from", Sender::of, faults);
  }

  private static <T> void tell(
      String written, String pointer, Function<String, Checked<T>> check, List<Violation> faults) {
    if (written != null) {
      check.apply(written).orTell(reason -> faults.add(new Violation(pointer, reason)));
    }
  }

  private static Violation unknown(String name) {
    String pointer = "#/" + name.replace("~", "~0").replace("/", "~1");
    return new Violation(
        pointer.length() > 100 ? pointer.substring(0, 100) : pointer,
        "There is no such member; known are " + String.join(", ", MEMBERS) + ".");
  }

  private static String string(
      JsonObject json, String name, boolean required, List<Violation> faults) {
    JsonValue value = json.getOrDefault(name, JsonValue.NULL);
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value != JsonValue.NULL) {
      faults.add(new Violation("#/" + name, "It must be a string."));
    } else if (required) {
      faults.add(new Violation("#/" + name, "It is required."));
    }
    return null;
  }

  private static String reference(JsonObject json, List<Violation> faults) {
    String reference = string(json, "reference", false, faults);
    if (reference != null && !isReference(reference)) {
      faults.add(new Violation("#/reference", "It must have 1 to 255 printable characters."));
    }
    return reference;
  }

  private static boolean isReference(String reference) {
    return !reference.isBlank()
        && reference.length() <= LONGEST_REFERENCE
        && reference.codePoints().noneMatch(MessageRequest::isUnprintable);
  }

  /** Half of a surrogate pair is no character: the database would keep something else. */
  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint) || isHalfAPair(codePoint);
  }

  private static boolean isHalfAPair(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static Priority priority(JsonObject json, List<Violation> faults) {
    String word = string(json, "priority", false, faults);
    Optional<Priority> priority = word == null ? Optional.empty() : Priority.ofWord(word);
    if (word != null && priority.isEmpty()) {
      faults.add(new Violation("#/priority", "It must be high or normal."));
    }
    return priority.orElse(Priority.NORMAL);
  }

  /** In microseconds, which both databases keep. */
  private static Instant time(JsonObject json, String name, List<Violation> faults) {
    String written = string(json, name, false, faults);
    try {
      if (written == null) {
        return null;
      }
      if (RFC_3339.matcher(written).matches()) {
        Instant time = OffsetDateTime.parse(written).toInstant();
        return StorableTime.checked(time.truncatedTo(ChronoUnit.MICROS));
      }
    } catch (DateTimeException noSuchDay) {
      // falls through to the sentence that says what to write
    }
    faults.add(
        new Violation(
            "#/" + name,
            "It must be a time with an offset, such as 2026-10-05T09:12:33Z or"
                + " 2026-10-05T11:12:33+02:00."));
    return null;
  }

  private static String metadata(JsonObject json, List<Violation> faults) {
    JsonValue value = json.getOrDefault("metadata", JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return null;
    }
    String text = value.toString();
    if (!(value instanceof JsonObject object)
        || !object.values().stream().allMatch(MessageRequest::isPlain)
        || text.codePoints().anyMatch(MessageRequest::isHalfAPair)
        || text.length() > LONGEST_METADATA) {
      faults.add(
          new Violation(
              "#/metadata",
              "It must be a flat object of strings, numbers, true and false, at most 4,096 characters"
                  + " as JSON."));
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
