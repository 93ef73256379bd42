package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.system.Answer.text;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Everything that the sandbox can do to a message, and what becomes of it. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxRecipientsIT {
  /**
   * @param end status and reason
   * @param callbacks that are answered 200
   * @param requests that reach the sandbox
   */
  private record Recipient(
      String digits, String end, int attempts, int callbacks, int requests, int accepted) {}

  private record Sent(Recipient recipient, String to, String id) {}

  private static final List<Recipient> RECIPIENTS =
      List.of(
          accepted("000", "delivered", 3),
          accepted("010", "undelivered 10", 3),
          new Recipient("020", "undelivered 20", 4, 12, 4, 4),
          accepted("030", "undelivered 30", 3),
          accepted("040", "failed 40", 2),
          accepted("050", "failed 50", 2),
          accepted("060", "undelivered 60", 3),
          accepted("070", "undelivered 70", 3),
          new Recipient("080", "undelivered 80", 4, 12, 4, 4),
          accepted("090", "failed 90", 2),
          accepted("100", "undelivered 100", 3),
          accepted("110", "failed 110", 2),
          accepted("200", "failed 200", 2),
          accepted("201", "failed 201", 2),
          accepted("420", "failed 420", 2),
          accepted("450", "failed 450", 2),
          accepted("900", "failed 900", 2),
          accepted("601", "delivered", 2),
          accepted("602", "delivered", 0),
          accepted("603", "delivered", 9),
          accepted("604", "delivered", 3),
          accepted("605", "delivered", 3),
          accepted("606", "delivered", 3),
          new Recipient("607", "delivered", 1, 3, 3, 1),
          accepted("608", "delivered", 3),
          new Recipient("609", "delivered", 2, 3, 2, 1),
          accepted("610", "delivered", 3),
          accepted("611", "delivered", 3),
          accepted("612", "delivered", 3),
          accepted("613", "delivered", 3),
          accepted("614", "failed no_delivery_report provisional", 0),
          new Recipient("620", "delivered", 2, 6, 2, 2));

  private List<Sent> all;
  private String late;

  @BeforeAll
  void send() {
    all = RECIPIENTS.stream().map(SandboxRecipientsIT::sent).toList();
    late = Api.sent(Recipients.silent());
  }

  @Test
  void everyRecipientEndsAsItShould() {
    all.forEach(sent -> awaitEnd(sent.id()));

    Assertions.assertAll(
        all.stream()
            .flatMap(
                sent ->
                    Stream.of(
                        () -> ends(sent), () -> reachedPlivo(sent), () -> isInTheLedger(sent))));
  }

  private static void ends(Sent sent) {
    JsonObject message = Api.message(sent.id());
    assertThat(end(message)).as(sent.recipient().digits()).isEqualTo(sent.recipient().end());
    assertThat(message.getJsonArray("attempts"))
        .as(sent.recipient().digits())
        .hasSize(sent.recipient().attempts());
  }

  private static void reachedPlivo(Sent sent) {
    assertThat(SandboxClient.requests(sent.to()))
        .as("requests " + sent)
        .isEqualTo(sent.recipient().requests());
    assertThat(SandboxClient.accepted(sent.to()))
        .as("accepted " + sent)
        .hasSize(sent.recipient().accepted());
  }

  private static void isInTheLedger(Sent sent) {
    List<JsonObject> reports =
        Api.message(sent.id()).getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
            .map(attempt -> text(attempt, "messageUuid"))
            .filter(Objects::nonNull)
            .flatMap(uuid -> Api.reports(uuid).stream())
            .toList();
    assertThat(reports)
        .as("reports of " + sent)
        .filteredOn(report -> report.getString("source").equals("callback"))
        .hasSize(sent.recipient().callbacks());
  }

  @Test
  void aLateReportCorrectsAFailureThatOnlyWeDeclared() {
    JsonObject failed = awaitEnd(late);
    assertThat(end(failed)).isEqualTo("failed no_delivery_report provisional");

    Callback.delivered(failed).send().hasStatus(200);

    JsonObject corrected = Api.message(late);
    assertThat(end(corrected)).isEqualTo("delivered");
    assertThat(corrected.getJsonArray("timeline").getValuesAs(JsonObject.class))
        .extracting(entry -> entry.getString("kind") + " " + entry.getString("status"))
        .contains("status failed", "correction delivered");
  }

  private static Sent sent(Recipient recipient) {
    String to = Recipients.endingIn(recipient.digits());
    return new Sent(recipient, to, Api.sent(to));
  }

  private static JsonObject awaitEnd(String id) {
    return Api.within(Waybill.STUCK_AFTER.plus(Duration.ofSeconds(20)))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> Api.message(id), SandboxRecipientsIT::hasEnded);
  }

  private static boolean hasEnded(JsonObject message) {
    return List.of("delivered", "undelivered", "failed").contains(message.getString("status"))
        && message.isNull("retryAt");
  }

  private static String end(JsonObject message) {
    String status = message.getString("status");
    if (message.isNull("reason")) {
      return status;
    }
    JsonObject reason = message.getJsonObject("reason");
    return status
        + " "
        + reason.getString("code")
        + (reason.getBoolean("provisional") ? " provisional" : "");
  }

  private static Recipient accepted(String digits, String end, int callbacks) {
    return new Recipient(digits, end, 1, callbacks, 1, 1);
  }
}
