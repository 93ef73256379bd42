package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {
  record Vector(String id, JsonNode json) {
    @Override
    public String toString() {
      return id;
    }

    String text(String name) {
      return json.get(name).asText();
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream file =
        SignatureTest.class.getResourceAsStream("/plivo/signature-vectors.json")) {
      JsonNode vectors = new ObjectMapper().readTree(file).get("vectors");
      return StreamSupport.stream(vectors.spliterator(), false)
          .map(vector -> new Vector(vector.get("id").asText(), vector));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsAsPlivo(Vector vector) {
    List<String> header = Arrays.asList(vector.text("headerValue").split(", *"));
    assertThat(header.contains(signature(vector)))
        .isEqualTo(vector.json().get("shouldValidate").asBoolean());
  }

  private static String signature(Vector vector) {
    String url = vector.text("url");
    String nonce = vector.text("nonce");
    String token = vector.text("authToken");
    return vector.text("version").equals("V2")
        ? Signature.v2(url, nonce, token)
        : Signature.v3(vector.text("method"), url, params(vector), nonce, token);
  }

  private static Map<String, List<String>> params(Vector vector) {
    Map<String, List<String>> params = new HashMap<>();
    vector
        .json()
        .get("params")
        .properties()
        .forEach(field -> params.put(field.getKey(), values(field.getValue())));
    return params;
  }

  private static List<String> values(JsonNode value) {
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(each -> values.add(each.asText()));
    } else {
      values.add(value.asText());
    }
    return values;
  }
}
