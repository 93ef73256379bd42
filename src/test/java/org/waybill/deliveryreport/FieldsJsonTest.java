package org.waybill.deliveryreport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsJsonTest {
  @Test
  void isAStringForAValueAndAnArrayForMoreOrNone() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("Status", List.of("sent"));
    fields.put("Media", List.of("a", "b"));
    fields.put("None", List.of());

    assertThat(FieldsJson.text(fields))
        .isEqualTo("{\"Status\":\"sent\",\"Media\":[\"a\",\"b\"],\"None\":[]}");
    assertThat(FieldsJson.fields(FieldsJson.text(fields))).isEqualTo(fields);
    assertThat(FieldsJson.text(Map.of())).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "\\",
        "\\u0041",
        "line\nbreak\r\ttab",
        "\u0000\u0001\u001f\u007f\u0085\u2028",
        "größer €",
        "\uD83D\uDE00",
        "</script>"
      })
  void readsBackAsItWas(String text) {
    Map<String, List<String>> fields = Map.of(text, List.of("before " + text + " after"));

    assertThat(FieldsJson.fields(FieldsJson.text(fields))).isEqualTo(fields);
  }

  @Test
  void isReadableByEveryReader() {
    StringBuilder all = new StringBuilder();
    for (char character = 0; character < Character.MIN_SURROGATE; character++) {
      all.append(character);
    }
    String text = FieldsJson.text(Map.of("all", List.of(all.toString())));

    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      assertThat(reader.readObject().getString("all")).isEqualTo(all.toString());
    }
  }
}
