package org.waybill.chaos;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.waybill.system.CallbackRelay;
import org.waybill.system.NodeApi;
import org.waybill.system.SandboxNode;

/**
 * What everybody says when all has come to rest.
 *
 * @param promised what clients were answered 202 for
 * @param messages of the nodes, whole
 * @param ledger reports as the nodes keep them
 * @param takenOver reports that Plivo was answered 200 for
 * @param taken sends that Plivo accepted
 */
record Evidence(
    List<Clients.Accepted> promised,
    List<JsonObject> messages,
    List<JsonObject> ledger,
    List<CallbackRelay.Report> takenOver,
    List<Send> taken) {

  /**
   * A send that Plivo accepted.
   *
   * @param attemptId by the callback's address
   */
  record Send(String attemptId, String messageUuid, String to) {
    static Send of(JsonObject accepted) {
      String path = URI.create(accepted.getString("url")).getPath();
      return new Send(
          path.substring(path.lastIndexOf('/') + 1),
          accepted.getString("messageUuid"),
          "+" + accepted.getString("dst"));
    }
  }

  static Evidence gathered(Clients clients, NodeApi node, CallbackRelay relay, SandboxNode plivo) {
    List<JsonObject> messages =
        node.all("/api/v1/messages").stream()
            .map(summary -> node.message(summary.getString("id")))
            .toList();
    return new Evidence(
        clients.accepted(), messages, node.all("/api/v1/reports"), relay.takenOver(), sends(plivo));
  }

  static List<Send> sends(SandboxNode plivo) {
    return plivo.acceptedSends().stream().map(Send::of).toList();
  }

  Map<String, JsonObject> messagesById() {
    return messages.stream()
        .collect(Collectors.toMap(message -> message.getString("id"), Function.identity()));
  }

  Map<String, List<Send>> takenByAttempt() {
    return taken.stream().collect(Collectors.groupingBy(Send::attemptId));
  }

  Set<CallbackRelay.Report> callbacksInLedger() {
    return ledger.stream()
        .filter(report -> report.getString("source").equals("callback"))
        .map(report -> report.getJsonObject("fields"))
        .map(
            fields ->
                new CallbackRelay.Report(
                    fields.getString("MessageUUID"), fields.getString("Sequence")))
        .collect(Collectors.toSet());
  }
}
