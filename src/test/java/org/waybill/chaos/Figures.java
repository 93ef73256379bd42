package org.waybill.chaos;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.chaos.Storm.Blow;
import org.waybill.system.CallbackRelay;

/** What a run was like, for people. */
final class Figures {
  private final Map<String, Object> lines = new LinkedHashMap<>();

  Figures of(Plan plan, Duration took, Storm storm) {
    lines.put("seed", plan.seed());
    lines.put("seconds", took.toSeconds());
    lines.put("kills of nodes", storm.struck(Blow.KILL_NODE));
    lines.put("kills of PostgreSQL", storm.struck(Blow.KILL_DATABASE));
    lines.put("freezes of nodes", storm.struck(Blow.FREEZE_NODE));
    lines.put("cuts of the line to Plivo", storm.struck(Blow.CUT_LINE));
    return this;
  }

  Figures of(Clients clients) {
    lines.put("messages", clients.sent());
    lines.put("requests of clients repeated", clients.repeats());
    lines.put("202 given again by key", clients.replayed());
    return this;
  }

  Figures of(Evidence evidence, int requests) {
    List<JsonObject> attempts =
        evidence.messages().stream().flatMap(message -> objects(message, "attempts")).toList();
    lines.put("attempts", attempts.size());
    lines.put("sends that reached the sandbox", requests);
    lines.put("sends that the sandbox accepted", evidence.taken().size());
    List<JsonObject> unconfirmed =
        evidence.messages().stream().flatMap(Figures::unconfirmedAttempts).toList();
    lines.put("attempts that were unconfirmed", unconfirmed.size());
    lines.put("  named by Plivo after all", count(unconfirmed, any -> !any.isNull("messageUuid")));
    lines.put(
        "  proved not to have arrived", count(unconfirmed, any -> endsIn(any, "never_arrived")));
    lines.put("  given up", count(unconfirmed, any -> endsIn(any, "unconfirmed_send")));
    lines.put(
        "leases that ran out", evidence.messages().stream().mapToLong(Figures::overLease).sum());
    return this;
  }

  Figures of(List<CallbackRelay.Answer> answers) {
    lines.put(
        "callbacks answered",
        answers.stream()
            .map(answer -> answer.status() == 502 ? "none" : "" + answer.status())
            .collect(Collectors.groupingBy(status -> status, Collectors.counting())));
    return this;
  }

  private static Stream<JsonObject> unconfirmedAttempts(JsonObject message) {
    return objects(message, "attempts")
        .filter(
            attempt ->
                objects(message, "timeline")
                    .filter(entry -> entry.getInt("attempt") == attempt.getInt("number"))
                    .anyMatch(entry -> entry.getString("status").equals("unconfirmed")));
  }

  private static long overLease(JsonObject message) {
    return objects(message, "timeline")
        .filter(entry -> entry.getString("status").equals("unconfirmed"))
        .filter(entry -> entry.getString("source").equals("sweeper"))
        .count();
  }

  private static boolean endsIn(JsonObject attempt, String code) {
    return MessageAudit.end(attempt).contains(code);
  }

  private static long count(List<JsonObject> all, Predicate<JsonObject> which) {
    return all.stream().filter(which).count();
  }

  private static Stream<JsonObject> objects(JsonObject message, String array) {
    return message.getJsonArray(array).getValuesAs(JsonObject.class).stream();
  }

  @Override
  public String toString() {
    return lines.entrySet().stream()
        .map(line -> "%-32s %s".formatted(line.getKey(), line.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
