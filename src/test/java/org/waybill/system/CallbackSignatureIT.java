package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.system.Callback.Family.MA_V2;
import static org.waybill.system.Callback.Family.MA_V3;
import static org.waybill.system.Callback.Family.V2;
import static org.waybill.system.Callback.Family.V3;
import static org.waybill.system.PlivoAccount.MAIN_TOKEN;
import static org.waybill.system.PlivoAccount.OLD_TOKEN;
import static org.waybill.system.PlivoAccount.TOKEN;

import jakarta.json.JsonObject;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SystemTest
class CallbackSignatureIT {
  private static final String STRANGER = "nobody-knows-this-token";
  private JsonObject message;

  @BeforeEach
  void submit() {
    message = Api.awaitStatus(Api.sent(Recipients.silent()), "submitted");
  }

  static Stream<Arguments> genuine() {
    return Stream.of(
        scenario("V3", "v3", it -> it.signedOnly(V3, TOKEN)),
        scenario("V3 by the former token", "v3", it -> it.signedOnly(V3, OLD_TOKEN)),
        scenario("V3 of both tokens", "v3", it -> it.signedOnly(V3, OLD_TOKEN, TOKEN)),
        scenario("V3 second in a list", "v3", it -> it.signedOnly(V3, STRANGER, TOKEN)),
        scenario("Ma-V3", "ma-v3", it -> it.signedOnly(MA_V3, MAIN_TOKEN)),
        scenario(
            "Ma-V3 second in a list", "ma-v3", it -> it.signedOnly(MA_V3, STRANGER, MAIN_TOKEN)),
        scenario(
            "Ma-V3 beside a foreign V3", "ma-v3", it -> it.forged(V3).signed(MA_V3, MAIN_TOKEN)),
        scenario("V3 beside a foreign Ma-V3", "v3", it -> it.forged(MA_V3)),
        scenario("V3 beside a wrong V2", "v3", it -> it.forged(V2)),
        scenario("V2", "v2", it -> it.signedOnly(V2, TOKEN)),
        scenario("V2 by the former token", "v2", it -> it.signedOnly(V2, OLD_TOKEN)),
        scenario("V2 second in a list", "v2", it -> it.signedOnly(V2, STRANGER, TOKEN)),
        scenario("Ma-V2", "ma-v2", it -> it.signedOnly(MA_V2, MAIN_TOKEN)),
        scenario("V3 over GET", "v3", it -> it.asGet().signedOnly(V3, TOKEN)),
        scenario("Ma-V3 over GET", "ma-v3", it -> it.asGet().signedOnly(MA_V3, MAIN_TOKEN)),
        scenario("V2 over GET", "v2", it -> it.asGet().signedOnly(V2, TOKEN)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("genuine")
  void believesWhatPlivoSigned(String name, String family, UnaryOperator<Callback> signing) {
    signing.apply(Callback.delivered(message)).send().hasStatus(200);

    assertThat(current().getString("status")).isEqualTo("delivered");
    assertThat(Api.reports(message.getString("messageUuid")))
        .singleElement()
        .satisfies(report -> assertThat(report.getString("signature")).isEqualTo(family));
  }

  static Stream<Arguments> forged() {
    return Stream.of(
        scenario("V3 by a stranger", it -> it.unsigned().forged(V3)),
        scenario("Ma-V3 by a stranger", it -> it.unsigned().forged(MA_V3)),
        scenario("V2 by a stranger", it -> it.unsigned().forged(V2)),
        scenario("Ma-V2 by a stranger", it -> it.unsigned().forged(MA_V2)),
        scenario("every family by a stranger", it -> it.forged(V3).forged(MA_V3).forged(V2)),
        scenario("no downgrade from V3 to V2", it -> it.forged(V3).signed(V2, TOKEN)),
        scenario("no downgrade from V3 to Ma-V2", it -> it.forged(V3).signed(MA_V2, MAIN_TOKEN)),
        scenario("no downgrade from Ma-V3", it -> it.unsigned().forged(MA_V3).signed(V2, TOKEN)),
        scenario("body altered", it -> it.altered("TotalAmount", "0.1")),
        scenario("field added", it -> it.altered("MCC", "310")),
        scenario(
            "body altered beside a right V2", it -> it.altered("Units", "9").signed(V2, TOKEN)),
        scenario("query altered", it -> it.asGet().altered("TotalAmount", "0.1")),
        scenario(
            "V2 for another address", it -> it.signedOnly(V2, TOKEN).redirectedTo(Callback.SMS)),
        scenario("V3 for another address", it -> it.redirectedTo(Callback.SMS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void refusesWhatPlivoDidNotSign(String name, UnaryOperator<Callback> forging) {
    forging.apply(Callback.delivered(message)).send().isProblem(403, "signature-wrong");

    changesNothing();
  }

  static Stream<Arguments> incomplete() {
    return Stream.of(
        scenario("no signature", Callback::unsigned),
        scenario("V3 without a nonce", it -> it.signedOnly(V3, TOKEN).withoutNonce()),
        scenario("V2 without a nonce", it -> it.signedOnly(V2, TOKEN).withoutNonce()),
        scenario(
            "all without a nonce", it -> it.signed(MA_V3, TOKEN).signed(V2, TOKEN).withoutNonce()),
        scenario("GET without a signature", it -> it.asGet().unsigned()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("incomplete")
  void asksForASignature(String name, UnaryOperator<Callback> unsigning) {
    unsigning.apply(Callback.delivered(message)).send().isProblem(400, "signature-missing");

    changesNothing();
  }

  @Test
  void takesACopyOfACallbackForWhatItIs() {
    Callback callback = Callback.delivered(message);
    callback.send().hasStatus(200);
    JsonObject before = current();

    callback.send().hasStatus(200);

    assertThat(current()).isEqualTo(before);
    assertThat(Api.reports(message.getString("messageUuid"))).hasSize(1);
  }

  @Test
  void takesManyCopiesAtOnceForOne() {
    Callback callback = Callback.delivered(message);

    IntStream.range(0, 12).parallel().forEach(copy -> callback.send().hasStatus(200));

    assertThat(current().getString("status")).isEqualTo("delivered");
    assertThat(Api.reports(message.getString("messageUuid"))).hasSize(1);
  }

  @Test
  void refusesAnOldNonceWithOtherContent() {
    Callback.delivered(message).status("sent").nonce(message.getString("id")).send().hasStatus(200);

    Callback.delivered(message)
        .nonce(message.getString("id"))
        .send()
        .isProblem(403, "nonce-replayed");

    assertThat(current().getString("status")).isEqualTo("sent");
    assertThat(Api.reports(message.getString("messageUuid"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\t\t", " \t", "\t \t"})
  void takesANonceForTheSameWhateverBlanksFollowIt(String blanks) {
    Callback first = Callback.delivered(message).status("queued").signedOnly(V2, TOKEN);
    first.send().hasStatus(200);

    first.behindTheNonce(blanks).send().hasStatus(200);
    first.status("failed").send().isProblem(403, "nonce-replayed");
    first.behindTheNonce("\t".repeat(130)).send().isProblem(403, "nonce-replayed");

    assertThat(current().getString("status")).isEqualTo("queued");
    assertThat(Api.reports(message.getString("messageUuid"))).hasSize(1);
  }

  @Test
  void doesNotHearAnOldStartAgainWhoseNonceIsFollowedByABlank() {
    String recipient = Recipients.delivering();
    Callback start = inbound(recipient, "START");
    start.send().hasStatus(200);
    inbound(recipient, "STOP").send().hasStatus(200);

    start.behindTheNonce("\t").send().hasStatus(200);

    assertThat(Api.get("/api/v1/suppressions?recipient=" + recipient.replace("+", "%2B")).items())
        .hasSize(1);
  }

  private static Callback inbound(String recipient, String text) {
    return Callback.to("/api/webhooks/plivo/inbound")
        .field("MessageUUID", UUID.randomUUID().toString())
        .field("From", recipient.substring(1))
        .field("To", "14155550188")
        .field("Text", text);
  }

  /** V2 signs the address and the nonce as one text. */
  @Test
  void refusesAV2CallbackWhoseNonceWasMovedIntoTheAddress() {
    Callback genuine =
        Callback.delivered(message)
            .status("queued")
            .signedOnly(Callback.Family.V2, PlivoAccount.TOKEN)
            .nonce("05429567804466091622");
    genuine.send().hasStatus(200);

    genuine
        .status("failed")
        .at(Callback.addressOf(message) + "0")
        .nonce("5429567804466091622")
        .send()
        .isProblem(403, "signature-wrong");

    assertThat(current().getString("status")).isEqualTo("queued");
  }

  /** The other way round: what is signed for one attempt must not do for the address of all. */
  @Test
  void refusesAV2CallbackWhoseAddressWasMovedIntoTheNonce() {
    JsonObject other = Api.awaitStatus(Api.sent(Recipients.silent()), "submitted");
    String nonce = "05429567804466091622";
    Callback.delivered(other).signedOnly(V2, TOKEN).nonce(nonce).send().hasStatus(200);
    String attempt = Callback.addressOf(other).substring((Callback.SMS + "/").length());
    Callback forged = Callback.delivered(message).signedOnly(V2, TOKEN);

    forged.at(Callback.SMS).nonce("/" + attempt + nonce).send().isProblem(403, "signature-wrong");
    forged.at(Callback.SMS + "/").nonce(attempt + nonce).send().isProblem(403, "signature-wrong");

    changesNothing();
  }

  private void changesNothing() {
    assertThat(current()).isEqualTo(message);
    assertThat(Api.reports(message.getString("messageUuid"))).isEmpty();
  }

  private JsonObject current() {
    return Api.message(message.getString("id"));
  }

  private static Arguments scenario(String name, UnaryOperator<Callback> change) {
    return Arguments.of(name, change);
  }

  private static Arguments scenario(String name, String family, UnaryOperator<Callback> change) {
    return Arguments.of(name, family, change);
  }
}
