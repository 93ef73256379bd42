package org.plivosandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * @param requestsPerFiveSeconds 0 means no limit
 * @param listsPerMinute 0 means no limit
 */
record SandboxSettings(
    boolean open,
    Credentials credentials,
    List<Duration> retryDelays,
    int requestsPerFiveSeconds,
    int listsPerMinute) {

  static SandboxSettings of(Function<String, Optional<String>> source) {
    Function<String, List<String>> list =
        name -> source.apply(name).map(SandboxSettings::split).orElse(List.of());
    List<String> tokens = list.apply("plivo.auth-token");
    List<String> mainTokens = list.apply("plivo.main-auth-token");
    return new SandboxSettings(
        source
            .apply("waybill.sandbox")
            .filter(text -> text.strip().equalsIgnoreCase("true"))
            .isPresent(),
        new Credentials(
            source.apply("plivo.auth-id").map(String::strip).orElse(""),
            tokens,
            mainTokens.stream().findFirst().or(() -> tokens.stream().findFirst()).orElse("")),
        split(source.apply("waybill.sandbox.retry-delays").orElse("PT60S,PT120S,PT240S")).stream()
            .map(Duration::parse)
            .toList(),
        number(source, "waybill.sandbox.requests-per-5s", 300),
        number(source, "waybill.sandbox.lists-per-minute", 20));
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static int number(Function<String, Optional<String>> source, String name, int otherwise) {
    return source.apply(name).map(String::strip).map(Integer::parseInt).orElse(otherwise);
  }
}
