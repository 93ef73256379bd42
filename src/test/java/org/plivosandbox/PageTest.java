package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
  private static final Instant NOON = Instant.parse("2026-10-05T12:00:00Z");
  private final Messages messages = new Messages(100);

  @ParameterizedTest
  @CsvSource({
    "message_state, failed, 14155550900",
    "message_state, delivered, 14155550555",
    "message_state, DELIVERED, 14155550555",
    "error_code, 900, 14155550900",
    "to_number, 14155550555, 14155550555",
    "to_number, ' 14155550555', 14155550555",
    "message_time__gt, 2026-10-05 11:00, 14155550900",
    "message_time__gte, 2026-10-05 11:30:00, 14155550900",
    "message_time__lt, 2026-10-05 11:30:00, 14155550555",
    "message_time__lte, 2026-10-05 11:00:00.000000, 14155550555",
    "message_time, 2026-10-05 11:30:00, 14155550900"
  })
  void filters(String name, String value, String expected) {
    add("14155550555", Duration.ofHours(1));
    add("14155550900", Duration.ofMinutes(30));
    assertThat(page(Map.of(name, value)).messages())
        .extracting(SandboxMessage::dst)
        .containsExactly(expected);
  }

  @Test
  void knowsNoInboundMessages() {
    add("14155550555", Duration.ofHours(1));
    assertThat(page(Map.of("message_direction", "inbound")).messages()).isEmpty();
    assertThat(page(Map.of("message_direction", "outbound")).messages()).hasSize(1);
  }

  @Test
  void coversADayUnlessATimeIsGiven() {
    add("14155550555", Duration.ofHours(25));
    assertThat(page(Map.of()).messages()).isEmpty();
    assertThat(page(Map.of("message_time__gt", "2026-10-01 00:00:00")).messages()).hasSize(1);
  }

  @Test
  void pagesTwentyAtATimeNewestFirst() {
    IntStream.range(0, 25).forEach(i -> add("141555560" + (10 + i), Duration.ofMinutes(25 - i)));
    Page first = page(Map.of());
    assertThat(first.messages()).hasSize(20).first().extracting("dst").isEqualTo("14155556034");
    assertThat(List.of(first.hasNext(), first.hasPrevious())).containsExactly(true, false);
    Page second = page(Map.of("offset", "20"));
    assertThat(second.messages()).hasSize(5);
    assertThat(List.of(second.hasNext(), second.hasPrevious())).containsExactly(false, true);
    assertThat(page(Map.of("limit", "5", "offset", "20")).hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 21",
    "limit, 0",
    "offset, -1",
    "offset, 99999999999",
    "message_state, lost",
    "message_direction, up",
    "message_time__gt, yesterday",
    "message_time, 2026-13-01 00:00"
  })
  void refusesWhatIsMalformed(String name, String value) {
    assertThatExceptionOfType(BadParameter.class).isThrownBy(() -> page(Map.of(name, value)));
  }

  @Test
  void forgetsTheOldestMessages() {
    Messages two = new Messages(2);
    List<SandboxMessage> made =
        IntStream.range(0, 3).mapToObj(i -> message("14155550555", Duration.ZERO)).toList();
    made.forEach(two::add);
    assertThat(two.newestFirst()).containsExactly(made.get(2), made.get(1));
    assertThat(two.find(made.get(0).uuid())).isEmpty();
    assertThat(two.find(made.get(1).uuid())).contains(made.get(1));
  }

  private Page page(Map<String, String> query) {
    return Page.of(messages, query, NOON);
  }

  private void add(String dst, Duration ago) {
    messages.add(message(dst, ago));
  }

  private static SandboxMessage message(String dst, Duration ago) {
    SendRequest request = Sends.valid().to(dst).request();
    return SandboxMessage.accepted(
        request, dst, Behaviour.of(dst, 0), "127.0.0.1", NOON.minus(ago));
  }
}
