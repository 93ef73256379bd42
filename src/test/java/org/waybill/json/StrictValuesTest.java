package org.waybill.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictValuesTest {
  private static final String LONGEST = "1".repeat(100);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":[1,{\"b\":null},true,false,\"c\"],\"b\":{\"a\":1}}",
        "[{\"a\":1},{\"a\":1}]",
        "-0.5",
        "\"text\""
      })
  void readsWhatStandsThere(String text) {
    JsonParser parser = parser(text);
    StrictValues values = new StrictValues(parser);

    assertThat(values.read(parser.next())).hasToString(text);
    assertThat(values.fault()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "[{\"a\":1,\"b\":2,\"a\":3}]",
        "{\"o\":{\"a\":1,\"a\":1}}",
        "{\"a\":{},\"a\":[]}"
      })
  void tellsOfAMemberThatStandsThereTwice(String text) {
    assertThat(fault(text)).hasValueSatisfying(fault -> assertThat(fault).contains("twice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000", "-1.5E-999", "0e0", "12345678901234567890.123456789"})
  void holdsNumbersOfUsualSize(String number) {
    assertThat(fault("[" + number + "]")).isEmpty();
    assertThat(fault("[" + LONGEST + "]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e1001",
        "1e-1001",
        "1e2147483647",
        "1e-2147483648",
        "1e2147483649",
        "-1e-2147483649",
        "0e99999999999"
      })
  void doesNotHoldWhatWouldTakeAllMemory(String number) {
    assertThat(fault("{\"a\":" + number + "}")).isPresent();
    assertThat(fault(number)).isPresent();
    assertThat(fault("[" + LONGEST + "1]")).isPresent();
  }

  @Test
  void doesNotKeepMoreThanAnybodyCanMean() {
    String members =
        IntStream.range(0, 5_000).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
    String elements = "0,".repeat(5_000) + "0";
    JsonParser parser = parser("[{" + members + "},[" + elements + "],{\"a\":1}]");
    StrictValues values = new StrictValues(parser);
    parser.next();

    assertThat(values.read(parser.next()).asJsonObject()).hasSize(1_000);
    assertThat(values.fault()).isPresent();
    assertThat(values.read(parser.next()).asJsonArray()).hasSize(1_000);
    assertThat(values.fault()).isPresent();
    assertThat(values.read(parser.next())).hasToString("{\"a\":1}");
    assertThat(values.fault()).isEmpty();
  }

  @Test
  void readsOnBehindAFault() {
    JsonParser parser = parser("[" + LONGEST + "1,{\"a\":1,\"a\":2},3]");
    StrictValues values = new StrictValues(parser);
    parser.next();

    assertThat(values.read(parser.next())).isEqualTo(JsonValue.NULL);
    assertThat(values.fault()).isPresent();
    assertThat(values.read(parser.next())).hasToString("{\"a\":2}");
    assertThat(values.fault()).isPresent();
    assertThat(values.read(parser.next())).hasToString("3");
    assertThat(values.fault()).isEmpty();
  }

  private static Optional<String> fault(String text) {
    JsonParser parser = parser(text);
    StrictValues values = new StrictValues(parser);
    values.read(parser.next());
    return values.fault();
  }

  private static JsonParser parser(String text) {
    return JSON.createParserFactory(Map.of()).createParser(new StringReader(text));
  }
}
