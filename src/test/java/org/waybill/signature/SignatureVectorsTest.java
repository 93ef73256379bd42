package org.waybill.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.signature.Verdict.Forged;
import org.waybill.signature.Verdict.Genuine;

/** The frozen vectors, several of them from Plivo's own test suites. */
class SignatureVectorsTest {
  /** Its name is its id in the file. */
  record Vector(Map<?, ?> json) {
    String text(String field) {
      return (String) json.get(field);
    }

    SignedRequest request() {
      String[] url = text("url").split("\\?", 2);
      return new SignedRequest(
          text("method"),
          url[0],
          FormFields.parse(url.length > 1 ? url[1] : null).orElseThrow(),
          FormFields.parse(encodedParams()).orElseThrow(),
          headers(),
          List.of());
    }

    private String encodedParams() {
      return ((Map<?, ?>) json.get("params"))
          .entrySet().stream()
              .flatMap(param -> values(param.getValue()).map(value -> pair(param.getKey(), value)))
              .collect(Collectors.joining("&"));
    }

    private static Stream<?> values(Object value) {
      return value instanceof List<?> several ? several.stream() : Stream.of(value);
    }

    private static String pair(Object name, Object value) {
      return Scenario.encoded((String) name) + "=" + Scenario.encoded((String) value);
    }

    private SignatureHeaders headers() {
      String nonceHeader = "X-Plivo-Signature-" + text("version") + "-Nonce";
      return SignatureHeaders.from(
          name ->
              name.equals(text("header"))
                  ? text("headerValue")
                  : name.equals(nonceHeader) ? text("nonce") : null);
    }

    @Override
    public String toString() {
      return text("id");
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream file =
        SignatureVectorsTest.class.getResourceAsStream("/plivo/signature-vectors.json")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      Map<?, ?> root = (Map<?, ?>) Json.read(text);
      return ((List<?>) root.get("vectors")).stream().map(json -> new Vector((Map<?, ?>) json));
    }
  }

  @Test
  void areAllThere() throws IOException {
    assertThat(vectors()).hasSize(24);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void buildsTheSignedTextOfAVector(Vector vector) {
    SignedRequest request = vector.request();
    Generation generation = Generation.valueOf(vector.text("version"));
    byte[] data = generation.data(request.url(), request, vector.text("nonce"));
    assertThat(new String(data, StandardCharsets.UTF_8)).isEqualTo(vector.text("stringToSign"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void judgesAVectorAsItSays(Vector vector) {
    Verdict verdict =
        new SignatureCheck(List.of(vector.text("authToken")), List.of(), SignaturePolicy.STRICT)
            .check(vector.request());
    if (vector.json().get("shouldValidate") == Boolean.TRUE) {
      assertThat(verdict).isEqualTo(new Genuine(family(vector), vector.text("nonce")));
    } else {
      assertThat(verdict).isEqualTo(new Forged(Diagnosis.NO_TOKEN_MATCHES));
    }
  }

  private static SignatureFamily family(Vector vector) {
    return Stream.of(SignatureFamily.values())
        .filter(family -> family.header().equals(vector.text("header")))
        .findFirst()
        .orElseThrow();
  }
}
