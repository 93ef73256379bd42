package org.waybill.chaos;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether one message is told rightly. */
final class MessageAudit {
  static final String UNCONFIRMED_SEND = "failed unconfirmed_send provisional";

  /** Statuses and reasons with which Plivo surely does not have the attempt. */
  private static final Set<String> NEVER_TAKEN =
      Set.of(
          "cancelled",
          "never_arrived",
          "not_sendable",
          "retries_exhausted",
          "expired",
          "suppressed");

  private final JsonObject message;
  private final Map<String, List<Evidence.Send>> taken;
  private final List<String> violations = new ArrayList<>();

  private MessageAudit(JsonObject message, Map<String, List<Evidence.Send>> taken) {
    this.message = message;
    this.taken = taken;
  }

  static List<String> violations(JsonObject message, Map<String, List<Evidence.Send>> taken) {
    MessageAudit audit = new MessageAudit(message, taken);
    audit.endsAsAskedFor();
    audit.attempts().forEach(audit::isTakenOnce);
    audit.tellsNothingTwice();
    audit.standsWhereItsTimelineEnds();
    return audit.violations;
  }

  private void endsAsAskedFor() {
    Ending ending = Ending.of(message.getString("to"));
    String end = end(message);
    if (!end.equals(ending.end()) && !(end.equals(UNCONFIRMED_SEND) && isUnknowable(ending))) {
      violation("C2: is '%s' where '%s' is right".formatted(end, ending.end()));
    } else if (end.equals(ending.end()) && attempts().size() < ending.attempts()) {
      violation("C2: has fewer than %d attempts".formatted(ending.attempts()));
    }
  }

  /** Plivo does not have it, or has it and never tells. */
  private boolean isUnknowable(Ending ending) {
    return ending.reports() == 0 || takenOf(attempts().get(attempts().size() - 1)).isEmpty();
  }

  private void isTakenOnce(JsonObject attempt) {
    List<Evidence.Send> sends = takenOf(attempt);
    String number = "attempt " + attempt.getInt("number");
    if (sends.size() > 1) {
      violation("C3: %s was taken %d times".formatted(number, sends.size()));
    }
    if (sends.isEmpty() && !attempt.isNull("messageUuid")) {
      violation("C3: %s has a message UUID and was not taken".formatted(number));
    }
    if (!sends.isEmpty()) {
      denials(attempt)
          .forEach(why -> violation("C3: %s was taken and told as '%s'".formatted(number, why)));
    }
    if (sends.size() == 1
        && !attempt.isNull("messageUuid")
        && !attempt.getString("messageUuid").equals(sends.get(0).messageUuid())) {
      violation("C3: %s has another message UUID than Plivo gave it".formatted(number));
    }
  }

  /** Where its history says that Plivo does not have it, even if that was corrected later. */
  private Stream<String> denials(JsonObject attempt) {
    return timeline().stream()
        .filter(entry -> entry.getInt("attempt") == attempt.getInt("number"))
        .filter(entry -> entry.getString("kind").equals("status"))
        .map(
            entry -> entry.isNull("reason") ? entry.getString("status") : entry.getString("reason"))
        .filter(why -> NEVER_TAKEN.contains(why) || why.startsWith("http_4"));
  }

  /** A word of Plivo's once; a step of ours once for every time that the request was made. */
  private void tellsNothingTwice() {
    Map<String, Integer> told = new HashMap<>();
    for (JsonObject entry : timeline()) {
      String what = entry.getInt("attempt") + " " + kind(entry) + " " + entry.getString("status");
      boolean oftenAllowed = kind(entry).equals("status");
      int most = oftenAllowed ? Math.max(1, tries(entry.getInt("attempt"))) : 1;
      String reason = entry.isNull("reason") ? "" : " " + entry.getString("reason");
      if (told.merge(what + reason, 1, Integer::sum) == most + 1) {
        violation("C5: tells more than %d times of '%s'".formatted(most, what + reason));
      }
    }
  }

  private int tries(int attempt) {
    return attempts().stream()
        .filter(each -> each.getInt("number") == attempt)
        .map(each -> each.getJsonNumber("tries"))
        .mapToInt(JsonNumber::intValue)
        .sum();
  }

  /** A correction is a report. */
  private static String kind(JsonObject entry) {
    String kind = entry.getString("kind");
    return kind.equals("correction") ? "report" : kind;
  }

  private void standsWhereItsTimelineEnds() {
    List<JsonObject> counting =
        attempts().stream()
            .filter(attempt -> !attempt.getString("status").equals("cancelled"))
            .toList();
    JsonObject latest = counting.get(counting.size() - 1);
    String told =
        timeline().stream()
            .filter(entry -> entry.getInt("attempt") == latest.getInt("number"))
            .reduce((earlier, later) -> later)
            .map(entry -> entry.getString("status"))
            .orElse("nothing");
    if (!told.equals(message.getString("status"))) {
      violation("C5: its timeline ends with '%s'".formatted(told));
    }
  }

  private List<Evidence.Send> takenOf(JsonObject attempt) {
    return taken.getOrDefault(attempt.getString("id"), Collections.emptyList());
  }

  private List<JsonObject> attempts() {
    return message.getJsonArray("attempts").getValuesAs(JsonObject.class);
  }

  private List<JsonObject> timeline() {
    return message.getJsonArray("timeline").getValuesAs(JsonObject.class);
  }

  private void violation(String what) {
    violations.add("messageId=%s %s".formatted(message.getString("id"), what));
  }

  /** Status and, of a failure, why. Of a message or an attempt. */
  static String end(JsonObject any) {
    if (any.isNull("reason")) {
      return any.getString("status");
    }
    JsonObject reason = any.getJsonObject("reason");
    return any.getString("status")
        + " "
        + reason.getString("code")
        + (reason.getBoolean("provisional") ? " provisional" : "");
  }
}
