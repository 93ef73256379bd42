package org.waybill.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.signature.FormFields.Field;

class FormFieldsTest {
  static Stream<Arguments> wellFormed() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("&&", List.of()),
        Arguments.of("a=1", List.of(new Field("a", "1"))),
        Arguments.of("a=1&", List.of(new Field("a", "1"))),
        Arguments.of("a", List.of(new Field("a", ""))),
        Arguments.of("a=", List.of(new Field("a", ""))),
        Arguments.of("=1", List.of(new Field("", "1"))),
        Arguments.of("a=b=c", List.of(new Field("a", "b=c"))),
        Arguments.of("b=2&a=1&b=1", fields("b", "2", "a", "1", "b", "1")),
        Arguments.of("a=1+of+1", List.of(new Field("a", "1 of 1"))),
        Arguments.of("a=%2B1%26%3d%25", List.of(new Field("a", "+1&=%"))),
        Arguments.of("a=%C3%bC%F0%9F%98%80", List.of(new Field("a", "ü😀"))),
        Arguments.of("%C3%BC+x=1", List.of(new Field("ü x", "1"))),
        Arguments.of("a=ü", List.of(new Field("a", "ü"))));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void readsFieldsInTheirOrder(String raw, List<Field> expected) {
    assertThat(FormFields.parse(raw).orElseThrow().entries()).isEqualTo(expected);
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    assertThat(FormFields.parse(bytes).orElseThrow().entries()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%4z",
        "%=1",
        "a=%4&b=1",
        "a=%FF",
        "a=%C3",
        "a=%ED%A0%80"
      })
  @DisplayName("R1.6 reads nothing of a malformed form")
  void readsNothingOfAMalformedForm(String raw) {
    assertThat(FormFields.parse("first=1&" + raw)).isEmpty();
  }

  @Test
  void readsNothingOfBytesThatAreNotUtf8() {
    assertThat(FormFields.parse(new byte[] {'a', '=', (byte) 0xe9})).isEmpty();
  }

  @Test
  void readsAnAbsentQueryAsNoFields() {
    assertThat(FormFields.parse((String) null)).hasValueSatisfying(FormFields::isEmpty);
  }

  @Test
  @DisplayName("R1.6 limits the number of fields")
  void limitsTheNumberOfFields() {
    assertThat(FormFields.parse("a=1&".repeat(500)).orElseThrow().entries()).hasSize(500);
    assertThat(FormFields.parse("a=1&".repeat(501))).isEmpty();
  }

  @Test
  void listsAllValuesOfEachName() {
    FormFields fields = FormFields.parse("b=2&a=&b=1").orElseThrow();
    assertThat(fields.asMap()).hasToString("{b=[2, 1], a=[]}");
    assertThat(fields.asMap().get("a")).containsExactly("");
  }

  private static List<Field> fields(String... namesAndValues) {
    return Stream.iterate(0, at -> at < namesAndValues.length, at -> at + 2)
        .map(at -> new Field(namesAndValues[at], namesAndValues[at + 1]))
        .toList();
  }
}
