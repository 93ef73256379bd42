package org.waybill.deliveryreport;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw fields of a report as JSON: a string, or an array where a field stood repeatedly. */
final class FieldsJson {
  private static final JsonGeneratorFactory GENERATORS = JSON.createGeneratorFactory(Map.of());

  private FieldsJson() {}

  static String text(Map<String, List<String>> fields) {
    StringWriter text = new StringWriter(1_024);
    try (JsonGenerator json = GENERATORS.createGenerator(text)) {
      json.writeStartObject();
      fields.forEach((name, values) -> write(json, name, values));
      json.writeEnd();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, List<String> values) {
    if (values.size() == 1) {
      json.write(name, values.get(0));
    } else {
      json.writeStartArray(name);
      values.forEach(json::write);
      json.writeEnd();
    }
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
