package org.waybill.chaos;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.system.CallbackRelay;

/** Compares what was promised, what is told and what Plivo counted. */
final class Audit {
  private final Evidence evidence;
  private final List<String> violations = new ArrayList<>();

  private Audit(Evidence evidence) {
    this.evidence = evidence;
  }

  /** One sentence for each, with the message's id. */
  static List<String> violations(Evidence evidence) {
    Audit audit = new Audit(evidence);
    audit.everyNumberIsOneMessage();
    audit.everyMessageIsToldRightly();
    audit.plivoTookNothingElse();
    audit.theLedgerHoldsWhatPlivoWasTold();
    return audit.violations;
  }

  private void everyNumberIsOneMessage() {
    Map<String, List<JsonObject>> byReference =
        evidence.messages().stream()
            .collect(Collectors.groupingBy(message -> message.getString("reference")));
    byReference.forEach(
        (reference, messages) -> {
          if (messages.size() > 1) {
            violation("C1: number %s is %d messages", reference, messages.size());
          }
        });
    Map<String, JsonObject> byId = evidence.messagesById();
    for (Clients.Accepted promised : evidence.promised()) {
      JsonObject message = byId.get(promised.id());
      if (message == null) {
        violation("C1: messageId=%s of number %d is lost", promised.id(), promised.number());
      } else if (!message.getString("reference").equals("" + promised.number())
          || !message.getString("to").equals(promised.to())) {
        violation("C1: messageId=%s is not number %d", promised.id(), promised.number());
      }
    }
  }

  private void everyMessageIsToldRightly() {
    Map<String, List<Evidence.Send>> taken = evidence.takenByAttempt();
    evidence
        .messages()
        .forEach(message -> violations.addAll(MessageAudit.violations(message, taken)));
  }

  private void plivoTookNothingElse() {
    Set<String> ours =
        evidence.messages().stream()
            .flatMap(message -> message.getJsonArray("attempts").stream())
            .map(attempt -> attempt.asJsonObject().getString("id"))
            .collect(Collectors.toSet());
    evidence.taken().stream()
        .filter(send -> !ours.contains(send.attemptId()))
        .forEach(
            send -> violation("C3: attemptId=%s was taken and is no message's", send.attemptId()));
  }

  private void theLedgerHoldsWhatPlivoWasTold() {
    Map<String, String> attempts =
        evidence.taken().stream()
            .collect(
                Collectors.toMap(
                    Evidence.Send::messageUuid, Evidence.Send::attemptId, (a, b) -> a));
    Set<CallbackRelay.Report> missing = new HashSet<>(evidence.takenOver());
    missing.removeAll(evidence.callbacksInLedger());
    missing.forEach(
        report ->
            violation(
                "C4: attemptId=%s report %s was answered 200 and is not in the ledger",
                attempts.get(report.messageUuid()), report.sequence()));
  }

  private void violation(String sentence, Object... words) {
    violations.add(sentence.formatted(words));
  }
}
