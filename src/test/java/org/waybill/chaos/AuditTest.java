package org.waybill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.system.CallbackRelay.Report;

/** The audit of a sound run finds nothing; one defect at a time makes it speak. */
class AuditTest {
  private static final String DELIVERED =
      """
      {"id":"m1","reference":"1","to":"+14155556000","status":"delivered","reason":null,
       "attempts":[
         {"id":"a1","number":1,"tries":1,"status":"delivered","reason":null,"messageUuid":"u1"}],
       "timeline":[
         {"attempt":1,"kind":"status","status":"accepted","reason":null},
         {"attempt":1,"kind":"status","status":"submitting","reason":null},
         {"attempt":1,"kind":"status","status":"submitted","reason":null},
         {"attempt":1,"kind":"report","status":"delivered","reason":null}]}
      """;

  private static final String SENT_ANEW =
      """
      {"id":"m1","reference":"1","to":"+14155556000","status":"delivered","reason":null,
       "attempts":[
         {"id":"a0","number":1,"tries":1,"status":"failed","messageUuid":null,
          "reason":{"code":"never_arrived","provisional":true}},
         {"id":"a1","number":2,"tries":1,"status":"delivered","reason":null,"messageUuid":"u1"}],
       "timeline":[
         {"attempt":1,"kind":"status","status":"unconfirmed","reason":null},
         {"attempt":1,"kind":"status","status":"failed","reason":"never_arrived"},
         {"attempt":2,"kind":"report","status":"delivered","reason":null}]}
      """;

  private static final String GIVEN_UP =
      """
      {"id":"m1","reference":"1","to":"+14155556000","status":"failed",
       "reason":{"code":"unconfirmed_send","provisional":true},
       "attempts":[
         {"id":"a1","number":1,"tries":1,"status":"failed","messageUuid":null,
          "reason":{"code":"unconfirmed_send","provisional":true}}],
       "timeline":[
         {"attempt":1,"kind":"status","status":"unconfirmed","reason":null},
         {"attempt":1,"kind":"status","status":"failed","reason":"unconfirmed_send"}]}
      """;

  private static final String LEDGER =
      """
      {"source":"callback","fields":{"MessageUUID":"u1","Sequence":"3"}}
      """;

  private static final List<Clients.Accepted> PROMISED =
      List.of(new Clients.Accepted(1, "+14155556000", "m1"));
  private static final List<Report> TOLD = List.of(new Report("u1", "3"));

  @Test
  void findsNothingInASoundRun() {
    assertThat(audit(DELIVERED, LEDGER, taken("a1"))).isEmpty();
    assertThat(audit(SENT_ANEW, LEDGER, taken("a1"))).isEmpty();
    assertThat(violations(List.of(json(GIVEN_UP)), List.of(), List.of(), List.of())).isEmpty();
  }

  @Test
  @DisplayName("C1: a lost number, a doubled one and one with another's id")
  void accountsForEveryNumber() {
    JsonObject told = json(DELIVERED);
    JsonObject again = json(DELIVERED.replace("m1", "m2"));
    JsonObject other = json(DELIVERED.replace("\"reference\":\"1\"", "\"reference\":\"2\""));

    assertThat(violations(List.of(), List.of(), List.of(), List.of()))
        .containsExactly("C1: messageId=m1 of number 1 is lost");
    assertThat(violations(List.of(told, again), List.of(json(LEDGER)), TOLD, taken("a1")))
        .contains("C1: number 1 is 2 messages");
    assertThat(violations(List.of(other), List.of(json(LEDGER)), TOLD, taken("a1")))
        .containsExactly("C1: messageId=m1 is not number 1");
  }

  @ParameterizedTest
  @DisplayName("C2: another end than the recipient asks for")
  @ValueSource(strings = {"undelivered", "sent", "rejected"})
  void knowsHowEveryMessageEnds(String status) {
    assertThat(audit(DELIVERED.replace("delivered", status), LEDGER, taken("a1")))
        .containsExactly("messageId=m1 C2: is '%s' where 'delivered' is right".formatted(status));
  }

  @Test
  @DisplayName("C2: given up although Plivo took it and told so")
  void allowsGivingUpOnlyWhereNobodyCanKnow() {
    assertThat(audit(GIVEN_UP, LEDGER, taken("a1")))
        .containsExactly(
            "messageId=m1 C2: is 'failed unconfirmed_send provisional' where 'delivered' is right");
  }

  @Test
  @DisplayName("C2: fewer attempts than the recipient needs")
  void countsTheAttempts() {
    assertThat(audit(DELIVERED.replace("6000", "6620"), LEDGER, taken("a1")))
        .contains("messageId=m1 C2: has fewer than 2 attempts");
  }

  @Test
  @DisplayName("C3: taken twice, not at all, although it never arrived, under another name")
  void countsWhatPlivoTook() {
    assertThat(audit(DELIVERED, LEDGER, taken("a1", "a1")))
        .containsExactly("messageId=m1 C3: attempt 1 was taken 2 times");
    assertThat(audit(DELIVERED, LEDGER, List.of()))
        .containsExactly("messageId=m1 C3: attempt 1 has a message UUID and was not taken");
    assertThat(audit(SENT_ANEW, LEDGER, taken("a1", "a0")))
        .containsExactly("messageId=m1 C3: attempt 1 was taken and told as 'never_arrived'");
    String corrected = SENT_ANEW.replace("\"code\":\"never_arrived\"", "\"code\":\"80\"");
    assertThat(audit(corrected, LEDGER, taken("a1", "a0")))
        .containsExactly("messageId=m1 C3: attempt 1 was taken and told as 'never_arrived'");
    assertThat(audit(DELIVERED.replace("u1", "u2"), LEDGER, taken("a1")))
        .containsExactly("messageId=m1 C3: attempt 1 has another message UUID than Plivo gave it");
    assertThat(audit(DELIVERED, LEDGER, taken("a1", "a9")))
        .containsExactly("C3: attemptId=a9 was taken and is no message's");
  }

  @Test
  @DisplayName("C4: a report that was answered 200 and is not kept, or only asked for")
  void looksForEveryReportInTheLedger() {
    String missing = "C4: attemptId=a1 report 3 was answered 200 and is not in the ledger";
    assertThat(audit(DELIVERED, LEDGER.replace("\"3\"", "\"2\""), taken("a1")))
        .containsExactly(missing);
    assertThat(audit(DELIVERED, LEDGER.replace("callback", "query"), taken("a1")))
        .containsExactly(missing);
  }

  @Test
  @DisplayName("C5: a report twice, a step of ours more often than it was made, another end")
  void readsTheTimeline() {
    String report = "{\"attempt\":1,\"kind\":\"report\",\"status\":\"delivered\",\"reason\":null}";
    assertThat(audit(DELIVERED.replace(report, report + "," + report), LEDGER, taken("a1")))
        .containsExactly("messageId=m1 C5: tells more than 1 times of '1 report delivered'");
    String correction = report.replace("report", "correction");
    assertThat(audit(DELIVERED.replace(report, report + "," + correction), LEDGER, taken("a1")))
        .containsExactly("messageId=m1 C5: tells more than 1 times of '1 report delivered'");
    String twice = DELIVERED.replace("\"submitted\"", "\"submitting\"");
    assertThat(audit(twice, LEDGER, taken("a1")))
        .containsExactly("messageId=m1 C5: tells more than 1 times of '1 status submitting'");
    assertThat(audit(twice.replace("\"tries\":1", "\"tries\":2"), LEDGER, taken("a1"))).isEmpty();
    String before = DELIVERED.replace(report, report.replace("delivered", "sent"));
    assertThat(audit(before, LEDGER, taken("a1")))
        .containsExactly("messageId=m1 C5: its timeline ends with 'sent'");
  }

  private static List<String> audit(String message, String ledger, List<Evidence.Send> taken) {
    return violations(List.of(json(message)), List.of(json(ledger)), TOLD, taken);
  }

  private static List<String> violations(
      List<JsonObject> messages,
      List<JsonObject> ledger,
      List<Report> told,
      List<Evidence.Send> taken) {
    return Audit.violations(new Evidence(PROMISED, messages, ledger, told, taken));
  }

  private static List<Evidence.Send> taken(String... attemptIds) {
    return Stream.of(attemptIds)
        .map(attemptId -> new Evidence.Send(attemptId, "u1", "+14155556000"))
        .toList();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
