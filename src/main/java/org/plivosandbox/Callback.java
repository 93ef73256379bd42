package org.plivosandbox;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plivosandbox.Behaviour.Signing;
import org.plivosandbox.SandboxMessage.Step;

/** One report to a message's {@code url}; every try of it has the same fields. */
record Callback(
    URI url,
    String method,
    Map<String, String> fields,
    Signing signing,
    Instant notBefore,
    boolean retried) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  /** In the order in which they are to be sent. */
  static List<Callback> of(SandboxMessage message) {
    if (message.request().url().isEmpty()) {
      return List.of();
    }
    Behaviour behaviour = message.behaviour();
    List<Callback> all =
        IntStream.range(0, message.steps().size())
            .mapToObj(index -> of(message, index, behaviour.signing()))
            .toList();
    return switch (behaviour.reports()) {
      case EVERY -> all;
      case NONE -> List.of();
      case NO_FINAL -> all.subList(0, all.size() - 1);
      case EACH_THREE_TIMES -> all.stream().flatMap(each -> Stream.of(each, each, each)).toList();
      case REVERSED -> reversed(all);
      case FORGED_FIRST -> Stream.concat(all.stream().map(Callback::forged), all.stream()).toList();
    };
  }

  String encoded() {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Callback of(SandboxMessage message, int index, Signing signing) {
    return new Callback(
        message.request().url().orElseThrow(),
        message.request().method(),
        fields(message, index),
        signing,
        message.steps().get(index).at(),
        true);
  }

  private static List<Callback> reversed(List<Callback> all) {
    Instant end = all.get(all.size() - 1).notBefore();
    List<Callback> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    return reversed.stream().map(each -> each.notBefore(end)).toList();
  }

  private Callback notBefore(Instant at) {
    return new Callback(url, method, fields, signing, at, retried);
  }

  private Callback forged() {
    return new Callback(url, method, fields, Signing.WRONG, notBefore, false);
  }

  private static Map<String, String> fields(SandboxMessage message, int index) {
    Step step = message.steps().get(index);
    State state = step.state();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("MessageUUID", message.uuid());
    fields.put("ParentMessageUUID", message.uuid());
    fields.put("PartInfo", "1 of 1");
    fields.put("Status", state.word());
    fields.put("Type", "sms");
    fields.put("From", message.request().src());
    fields.put("To", message.dst());
    fields.put("Units", String.valueOf(message.request().segments().units()));
    fields.put("TotalRate", message.rateIn(state).toPlainString());
    fields.put("TotalAmount", message.amountIn(state).toPlainString());
    fields.put("MCC", "310");
    fields.put("MNC", "004");
    fields.put("ErrorCode", message.errorCodeIn(state));
    fields.put("Sequence", String.valueOf(index + 1));
    fields.put("MessageTime", TIME.format(message.acceptedAt()));
    fields.put("QueuedTime", timeOf(message, State.QUEUED, step));
    fields.put("SentTime", timeOf(message, State.SENT, step));
    fields.put("DeliveryReportTime", state.isFinal() ? TIME.format(step.at()) : "");
    fields.put("requester_ip", message.requesterIp());
    fields.put("PowerpackUUID", message.request().powerpack());
    return Collections.unmodifiableMap(fields);
  }

  private static String timeOf(SandboxMessage message, State state, Step upTo) {
    Optional<Step> reached =
        message.steps().stream()
            .filter(step -> step.state() == state && !step.at().isAfter(upTo.at()))
            .findFirst();
    return reached.map(step -> TIME.format(step.at())).orElse("");
  }
}
