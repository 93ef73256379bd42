package org.waybill.deliveryreport;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw fields of a report as JSON: a string, or an array where a field stood repeatedly. */
final class FieldsJson {
  private FieldsJson() {}

  static String text(Map<String, List<String>> fields) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    fields.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            json.add(name, values.get(0));
          } else {
            JsonArrayBuilder array = Json.createArrayBuilder();
            values.forEach(array::add);
            json.add(name, array);
          }
        });
    return json.build().toString();
  }

  static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
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
