package org.waybill.deliveryreport;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw fields of a report as JSON: a string, or an array where a field stood repeatedly. */
final class FieldsJson {
  private static final int USUAL_LENGTH = 512;

  private FieldsJson() {}

  /** Not by a JSON generator, which takes half of the time in which a report's row is made. */
  static String text(Map<String, List<String>> fields) {
    StringBuilder json = new StringBuilder(USUAL_LENGTH).append('{');
    String before = "";
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      quote(json.append(before), field.getKey());
      write(json.append(':'), field.getValue());
      before = ",";
    }
    return json.append('}').toString();
  }

  private static void write(StringBuilder json, List<String> values) {
    if (values.size() == 1) {
      quote(json, values.get(0));
      return;
    }
    json.append('[');
    String before = "";
    for (String value : values) {
      quote(json.append(before), value);
      before = ",";
    }
    json.append(']');
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    int written = 0;
    for (int place = 0; place < text.length(); place++) {
      char character = text.charAt(place);
      if (character == '"' || character == '\\' || character < ' ') {
        json.append(text.substring(written, place)).append(escaped(character));
        written = place + 1;
      }
    }
    json.append(text.substring(written)).append('"');
  }

  private static String escaped(char character) {
    return character < ' ' ? "\\u%04x".formatted((int) character) : "\\" + character;
  }

  static JsonObject object(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  static Map<String, List<String>> fields(String text) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    object(text).forEach((name, value) -> fields.put(name, strings(value)));
    return fields;
  }

  private static List<String> strings(JsonValue value) {
    return value instanceof JsonArray array
        ? array.getValuesAs(JsonString::getString)
        : List.of(((JsonString) value).getString());
  }
}
