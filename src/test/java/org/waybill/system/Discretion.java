package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What must never stand in a log. */
public final class Discretion {
  /** Of a number in the USA, with its 1. */
  private static final int NUMBER_LENGTH = 11;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{" + NUMBER_LENGTH + ",}");

  private Discretion() {}

  public static void assertNothingPrivateIn(
      NodeProcess node, Collection<String> recipients, String text) {
    Set<String> numbers =
        recipients.stream().map(number -> number.substring(1)).collect(Collectors.toSet());
    List<String> secrets = List.of(text, SandboxNode.AUTH_TOKEN, Waybill.apiKey());
    // Counted instead of shown: the failure's message must not hold them either.
    List<String> lines =
        node.log()
            .lines()
            .filter(line -> secrets.stream().anyMatch(line::contains) || hasAny(numbers, line))
            .map(line -> line.replaceAll("[0-9]{4,}", "[digits]"))
            .toList();
    assertThat(lines).as("lines of %s with a number, a text or a secret", node.logFile()).isEmpty();
  }

  /** By the digits of the line: there may be many thousand numbers. */
  private static boolean hasAny(Set<String> numbers, String line) {
    return DIGITS
        .matcher(line)
        .results()
        .map(MatchResult::group)
        .anyMatch(
            digits ->
                IntStream.rangeClosed(0, digits.length() - NUMBER_LENGTH)
                    .mapToObj(from -> digits.substring(from, from + NUMBER_LENGTH))
                    .anyMatch(numbers::contains));
  }
}
