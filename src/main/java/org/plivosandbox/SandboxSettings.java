package org.plivosandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * @param accounts each with its own auth id, the default account first
 * @param requestsPerFiveSeconds 0 means no limit
 * @param listsPerMinute 0 means no limit
 * @param concurrentRequests 0 means no limit
 */
record SandboxSettings(
    boolean open,
    List<Credentials> accounts,
    List<Duration> retryDelays,
    int requestsPerFiveSeconds,
    int listsPerMinute,
    int concurrentRequests) {

  static SandboxSettings of(Function<String, Optional<String>> source) {
    return new SandboxSettings(
        source
            .apply("waybill.sandbox")
            .filter(text -> text.strip().equalsIgnoreCase("true"))
            .isPresent(),
        accounts(source),
        split(source.apply("waybill.sandbox.retry-delays").orElse("PT60S,PT120S,PT240S")).stream()
            .map(Duration::parse)
            .toList(),
        number(source, "waybill.sandbox.requests-per-5s", 300),
        number(source, "waybill.sandbox.lists-per-minute", 20),
        number(source, "waybill.sandbox.concurrent-requests", 100));
  }

  /** Two of the application's accounts may be the same one at Plivo. */
  private static List<Credentials> accounts(Function<String, Optional<String>> source) {
    Map<String, Credentials> byAuthId = new LinkedHashMap<>();
    Stream.concat(
            Stream.of("plivo."),
            list(source, "plivo.accounts").stream().map(name -> "plivo." + name + "."))
        .map(prefix -> credentials(prefix, source))
        .forEach(each -> byAuthId.merge(each.authId(), each, Credentials::and));
    return List.copyOf(byAuthId.values());
  }

  private static Credentials credentials(String prefix, Function<String, Optional<String>> source) {
    List<String> tokens = list(source, prefix + "auth-token");
    return new Credentials(
        source.apply(prefix + "auth-id").map(String::strip).orElse(""),
        tokens,
        Stream.concat(list(source, prefix + "main-auth-token").stream(), tokens.stream())
            .findFirst()
            .orElse(""));
  }

  private static List<String> list(Function<String, Optional<String>> source, String name) {
    return source.apply(name).map(SandboxSettings::split).orElse(List.of());
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
