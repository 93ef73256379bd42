package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.system.Answer.text;
import static org.waybill.system.Callback.Family.V3;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several Plivo accounts and clients, seen from our API and from each account's sandbox. */
@SystemTest
class AccountsIT {
  private static final String POWERPACK_NUMBER = "+15550000000";

  private final String recipient = Recipients.delivering();

  @Test
  void sendsFromTheAccountThatAMessageNames() {
    JsonObject byDefault = delivered(send(message()));
    JsonObject alert = delivered(send(message().add("account", "alerts")));

    assertThat(byDefault.getString("account")).isEqualTo("default");
    assertThat(alert.getString("account")).isEqualTo("alerts");
    assertThat(uuids(PlivoAccount.DEFAULT)).containsExactly(byDefault.getString("messageUuid"));
    assertThat(uuids(PlivoAccount.ALERTS)).containsExactly(alert.getString("messageUuid"));
    assertThat(uuids(PlivoAccount.BULK)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"+14155550172, alerts", "+14155550177, default"})
  void findsTheAccountBySender(String from, String account) {
    JsonObject sent = delivered(send(message().add("from", from)));

    assertThat(sent.getString("account")).isEqualTo(account);
    assertThat(sent.getString("from")).isEqualTo(from);
  }

  @Test
  void sendsForAClientFromItsAccount() {
    JsonObject ours = delivered(send(message()));
    String id = sendAs(Waybill.ORDERS_KEY).hasStatus(202).json().getString("id");
    JsonObject theirs = Api.awaitStatus(id, "delivered");

    assertThat(ours.getString("client")).isEqualTo("bootstrap");
    assertThat(theirs.getString("client")).isEqualTo("orders");
    assertThat(theirs.getString("account")).isEqualTo("alerts");
  }

  @Test
  void keepsTheIdempotencyKeysOfClientsApart() {
    String key = UUID.randomUUID().toString();
    String body = message().add("account", "alerts").build().toString();

    String ours = Api.post(Api.MESSAGES, body, "Idempotency-Key", key).json().getString("id");
    Answer theirs = Api.postAs(Waybill.ORDERS_KEY, body, "Idempotency-Key", key).hasStatus(202);
    Answer again = Api.postAs(Waybill.ORDERS_KEY, body, "Idempotency-Key", key).hasStatus(202);

    assertThat(theirs.json().getString("id")).isNotEqualTo(ours);
    assertThat(again.json()).isEqualTo(theirs.json());
  }

  @Test
  void knowsNoOtherAccountOrKey() {
    Answer refused = Api.post(message().add("account", "sales").build().toString());

    refused.isProblem(400, "invalid-request");
    assertThat(refused.faults("pointer")).containsExactly("#/account");
    sendAs(Waybill.ORDERS_KEY + "x").isProblem(401, "unauthorized");
  }

  @Test
  void takesTheAccountOfEachEntryOfABatch() {
    String batch =
        "[%s,%s]"
            .formatted(
                message().add("account", "alerts").build(),
                message().add("account", "sales").build());

    List<JsonObject> results =
        Api.post(Api.MESSAGES + "/batch", batch)
            .hasStatus(200)
            .json()
            .getJsonArray("results")
            .getValuesAs(JsonObject.class);

    assertThat(results).extracting(result -> result.getInt("status")).containsExactly(202, 400);
    assertThat(results.get(0).getJsonObject("message").getString("account")).isEqualTo("alerts");
  }

  @Test
  @DisplayName("deliveryreport R4.5: a callback of one account says nothing of another's messages")
  void believesOnlyTheAccountOfTheAttempt() {
    String silent = Recipients.silent();
    String id = send(message(silent).add("account", "alerts")).getString("id");
    JsonObject sent = Api.awaitStatus(id, "submitted");

    Callback.delivered(sent).signedOnly(V3, PlivoAccount.TOKEN).send().hasStatus(200);

    assertThat(Api.message(id)).isEqualTo(sent);
    assertThat(Api.reports(sent.getString("messageUuid")))
        .singleElement()
        .satisfies(report -> assertThat(report.getString("outcome")).isEqualTo("unmatched"));

    Callback.delivered(sent).signedOnly(V3, PlivoAccount.ALERTS.token()).send().hasStatus(200);

    assertThat(Api.message(id).getString("status")).isEqualTo("delivered");
  }

  @Test
  @DisplayName("sender R12.1, R12.3: the recipient keeps its sender, which is one that reaches it")
  void staysWithASenderOfThePool() {
    String first = send(message().add("account", "alerts")).getString("from");

    assertThat(first).isIn("+14155550171", "+14155550172");
    for (int again = 0; again < 3; again++) {
      assertThat(send(message().add("account", "alerts")).getString("from")).isEqualTo(first);
    }
    String other = first.equals("+14155550171") ? "+14155550172" : "+14155550171";
    send(message().add("from", other));
    assertThat(send(message().add("account", "alerts")).getString("from")).isEqualTo(other);
    send(message().add("account", "alerts").add("from", "+14155550173"));
    assertThat(send(message().add("account", "alerts")).getString("from")).isEqualTo(other);
  }

  @Test
  @DisplayName("suppression R11.4: opting out of one sender of a pool is opting out of the pool")
  void doesNotTurnToAnotherSenderOfThePool() {
    String from = send(message().add("account", "alerts")).getString("from");
    String other = from.equals("+14155550171") ? "+14155550172" : "+14155550171";

    says("STOP", from, PlivoAccount.ALERTS);

    post(message().add("account", "alerts")).isProblem(422, "suppressed");
    post(message().add("from", from)).isProblem(422, "suppressed");
    send(message().add("from", other));
    send(message());
    post(message().add("account", "alerts")).isProblem(422, "suppressed");

    says("START", from, PlivoAccount.ALERTS);

    send(message().add("account", "alerts"));
  }

  @Test
  @DisplayName("suppression R11.5: Plivo takes a number of the powerpack, and STOP to it counts")
  void sendsFromAPowerpack() {
    JsonObject sent = delivered(send(message().add("account", "bulk")));

    assertThat(sent.getString("from")).isEqualTo(PlivoAccount.BULK_POWERPACK);
    assertThat(text(sent.getJsonArray("attempts").getJsonObject(0), "from"))
        .isEqualTo(POWERPACK_NUMBER);
    assertThat(SandboxClient.listed(PlivoAccount.BULK, recipient))
        .extracting(listed -> text(listed, "powerpack_id"))
        .containsExactly(PlivoAccount.BULK_POWERPACK);

    says("STOP", POWERPACK_NUMBER, PlivoAccount.BULK);
    post(message().add("account", "bulk")).isProblem(422, "suppressed");
    send(message(Recipients.delivering()).add("account", "bulk"));

    says("START", POWERPACK_NUMBER, PlivoAccount.BULK);
    send(message().add("account", "bulk"));
  }

  private void says(String word, String to, PlivoAccount account) {
    Callback.to("/api/webhooks/plivo/inbound")
        .field("MessageUUID", UUID.randomUUID().toString())
        .field("From", recipient.substring(1))
        .field("To", to.substring(1))
        .field("Text", word)
        .signedOnly(V3, account.token())
        .send()
        .hasStatus(200);
  }

  private List<String> uuids(PlivoAccount account) {
    return SandboxClient.listed(account, recipient).stream()
        .map(listed -> listed.getString("message_uuid"))
        .toList();
  }

  private static JsonObject delivered(JsonObject message) {
    return Api.awaitStatus(message.getString("id"), "delivered");
  }

  private static JsonObject send(JsonObjectBuilder message) {
    return post(message).hasStatus(202).json();
  }

  private static Answer post(JsonObjectBuilder message) {
    return Api.post(message.build().toString());
  }

  private Answer sendAs(String key) {
    return Api.postAs(key, message().build().toString());
  }

  private JsonObjectBuilder message() {
    return message(recipient);
  }

  private static JsonObjectBuilder message(String to) {
    return Json.createObjectBuilder().add("to", to).add("text", "Your code is 12345");
  }
}
