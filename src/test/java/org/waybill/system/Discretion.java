package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What must never stand in a log. */
final class Discretion {
  private Discretion() {}

  static void assertNothingPrivateIn(NodeProcess node, Collection<String> recipients, String text) {
    List<String> secrets =
        Stream.concat(
                recipients.stream().map(number -> number.substring(1)),
                Stream.of(text, SandboxNode.AUTH_TOKEN, Waybill.apiKey()))
            .toList();
    // Counted instead of shown: the failure's message must not hold them either.
    List<String> lines =
        node.log()
            .lines()
            .filter(line -> secrets.stream().anyMatch(line::contains))
            .map(line -> line.replaceAll("[0-9]{4,}", "[digits]"))
            .toList();
    assertThat(lines).as("lines of %s with a number, a text or a secret", node.logFile()).isEmpty();
  }
}
