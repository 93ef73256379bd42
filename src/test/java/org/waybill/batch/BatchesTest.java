package org.waybill.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.access.Clients;
import org.waybill.idempotency.IdempotencyKeys;
import org.waybill.idempotency.IdempotencySettings;
import org.waybill.idempotency.KeptParts;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.idempotency.Reservation;
import org.waybill.idempotency.Reservation.InUse;
import org.waybill.idempotency.Reservation.Ours;
import org.waybill.idempotency.Reservation.Reused;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageFilter;
import org.waybill.message.MessageSearch;
import org.waybill.message.Messages;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.problem.InvalidRequest;
import org.waybill.sender.SenderPools;
import org.waybill.sending.Origins;
import org.waybill.sending.Sending;
import org.waybill.settings.Settings;
import org.waybill.spending.Caps;
import org.waybill.spending.Spending;
import org.waybill.suppression.OptOutCheck;
import org.waybill.suppression.Suppressions;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class BatchesTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Map<String, String> SETTINGS =
      Map.of(
          "plivo.auth-id", "MA1234567890ABCDEFGH",
          "plivo.auth-token", "token",
          "plivo.number", "+14155550199",
          "waybill.api-key", "0123456789abcdef");
  private static final String VALID = "{'to':'+14155552671','text':'Hi'}";
  private static final String NO_RECIPIENT = "{'to':'4155552671','text':'Hi'}";

  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Settings settings = new Settings(name -> Optional.ofNullable(SETTINGS.get(name)));
  private final PlivoAccounts accounts = new PlivoAccounts(settings);
  private final SenderPools pools = new SenderPools(accounts, settings);
  private final Origins origins =
      new Origins(pools, new Clients(settings, accounts), new MessageSearch(database.entities()));
  private Spending spending = Caps.none(database, new SettableClock(T0));
  private final OptOutCheck optOuts =
      new OptOutCheck(new Suppressions(database.entities(), new SettableClock(T0)), pools) {
        @Override
        public boolean forbids(Message message) {
          return database.inTransaction(() -> super.forbids(message));
        }
      };
  private int chunks;
  private int failingChunk = -1;
  private boolean failsAfterCommit;
  private boolean staysAway;
  private Exception reason = new IllegalStateException("the database went wrong");

  /** With the transactions that the container would make. */
  private Sending sending() {
    return new Sending(messages, origins, new SettableClock(T0), optOuts, spending) {
      @Override
      public void acceptAll(List<Message> prepared, Runnable inSameTransaction) {
        boolean fails = chunks++ == failingChunk;
        database.inTransaction(
            () -> {
              super.acceptAll(prepared, inSameTransaction);
              breakIf(fails && !failsAfterCommit);
            });
        breakIf(fails);
      }

      @Override
      public boolean holds(UUID id) {
        breakIf(staysAway);
        return database.inTransaction(() -> super.holds(id));
      }
    };
  }

  private final SettableClock clock = new SettableClock(T0);
  private final IdempotencySettings keySettings =
      new IdempotencySettings(new Settings(name -> Optional.empty()));
  private final IdempotencyKeys keys = new IdempotencyKeys(database.entities(), keySettings, clock);
  private final KeptParts keptParts = new KeptParts(database.entities(), keySettings, clock);

  private void breakIf(boolean broken) {
    if (broken) {
      throw new IllegalStateException(reason);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void acceptsAsManyAsTheAccountMaySendThatDay() throws IOException {
    spending = Caps.messages(120, database, new SettableClock(T0));

    List<JsonObject> results = results(array(150));

    assertThat(results).hasSize(150);
    assertThat(results).filteredOn(result -> result.getInt("status") == 202).hasSize(120);
    assertThat(results.subList(120, 150))
        .allSatisfy(
            result ->
                assertThat(result.getJsonObject("problem").getString("type"))
                    .endsWith("daily-cap-reached"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 101, 1000})
  void acceptsEveryEntryInOrder(int size) throws IOException {
    List<JsonObject> results = results(array(size));

    assertThat(results).hasSize(size);
    IntStream.range(0, size)
        .forEach(
            index -> {
              JsonObject result = results.get(index);
              assertThat(result.getInt("index")).isEqualTo(index);
              assertThat(result.getInt("status")).isEqualTo(202);
              assertThat(result.getJsonObject("message").getString("reference"))
                  .isEqualTo("r" + index);
            });
    assertThat(chunks).isEqualTo((size + Batches.CHUNK - 1) / Batches.CHUNK);
    assertThat(stored()).isEqualTo(Math.min(size, 500));
  }

  @Test
  void takesAnObjectAroundTheArray() throws IOException {
    assertThat(results("{'messages':[" + VALID + "," + NO_RECIPIENT + "]}"))
        .extracting(result -> result.getInt("status"))
        .containsExactly(202, 400);
    assertThat(pointers("{'messages':[" + NO_RECIPIENT + "]}")).containsExactly("#/messages/0/to");
  }

  @Test
  void letsABadEntryNotSpoilTheRest() throws IOException {
    String batch = "[" + VALID + "," + NO_RECIPIENT + ",7,{'to':1,'txt':'x'}," + VALID + "]";

    assertThat(results(batch))
        .extracting(result -> result.getInt("status"))
        .containsExactly(202, 400, 400, 400, 202);
    assertThat(pointers(batch)).containsExactly("#/1/to", "#/2", "#/3/txt", "#/3/to", "#/3/text");
    assertThat(stored()).isEqualTo(4);
  }

  @Test
  void refusesAnEntryWithAMemberTwice() throws IOException {
    assertThat(
            pointers(
                "[{'to':'+14155552671','text':'a','text':'b'},"
                    + "{'to':'+14155552671','text':'a','metadata':{'a':1,'a':2}},"
                    + VALID
                    + "]"))
        .containsExactly("#/0", "#/1");
  }

  @Test
  void saysOfEachEntryOfAFailedChunkThatItWasNotAccepted() throws IOException {
    failingChunk = 1;

    List<JsonObject> results = results(array(250));

    assertThat(results.subList(0, 100)).allMatch(result -> result.getInt("status") == 202);
    assertThat(results.subList(100, 200))
        .allMatch(result -> result.getInt("status") == 503)
        .allMatch(
            result ->
                result
                    .getJsonObject("problem")
                    .getString("type")
                    .equals("urn:waybill:problem:unavailable"));
    assertThat(results.subList(200, 250)).allMatch(result -> result.getInt("status") == 202);
    assertThat(stored()).isEqualTo(150);
  }

  @Test
  void saysThatAChunkWasAcceptedWhoseCommitOnlySeemedToFail() throws IOException {
    failingChunk = 0;
    failsAfterCommit = true;

    assertThat(results(array(3))).allMatch(result -> result.getInt("status") == 202);
    assertThat(stored()).isEqualTo(3);
  }

  @Test
  void doesNotSayOfAChunkThatNothingWasAcceptedWhereThatIsNotKnown() throws IOException {
    failingChunk = 0;
    failsAfterCommit = true;
    staysAway = true;
    reason = new SQLTransientConnectionException("away");

    List<JsonObject> results = results(array(101));

    assertThat(results.get(99).getJsonObject("problem").getString("detail")).contains("not known");
    assertThat(results.get(100).getJsonObject("problem").getString("detail"))
        .contains("nothing of it was accepted");
    assertThat(stored()).isEqualTo(100);
  }

  @Test
  void asksADatabaseThatIsAwayForNothingMore() throws IOException {
    failingChunk = 1;
    reason = new SQLTransientConnectionException("away");

    List<JsonObject> results = results(array(350).replace("]", ",7]"));

    assertThat(results.subList(0, 100)).allMatch(result -> result.getInt("status") == 202);
    assertThat(results.subList(100, 350)).allMatch(result -> result.getInt("status") == 503);
    assertThat(results.get(350).getInt("status")).isEqualTo(400);
    assertThat(chunks).isEqualTo(2);
  }

  @Test
  @DisplayName("R11.6: what the daily cap refused is told again, too")
  void repeatsWhatTheDailyCapRefused() throws IOException {
    spending = Caps.messages(120, database, new SettableClock(T0));
    String body = array(150).replace("]", "," + NO_RECIPIENT + "]");
    Batch first = reserved(body);
    List<JsonObject> results = results(first);
    leave(first);

    Batch again = reserved(body);

    assertThat(again.isReplay()).isTrue();
    assertThat(results(again)).isEqualTo(results);
  }

  @Test
  @DisplayName("R11.6: a repeated batch gives every result again and does nothing")
  void repeatsWhatBecameOfEveryEntryUnderAKey() throws IOException {
    String body = array(150).replace("]", "," + NO_RECIPIENT + "]");
    Batch first = reserved(body);
    List<JsonObject> results = results(first);
    leave(first);

    Batch again = reserved(body);

    assertThat(first.isReplay()).isFalse();
    assertThat(again.isReplay()).isTrue();
    assertThat(results(again)).isEqualTo(results);
    assertThat(results.get(150).getInt("status")).isEqualTo(400);
    assertThat(stored()).isEqualTo(150);
  }

  @Test
  @DisplayName("R11.6: a repeated batch goes on where the first broke off")
  void goesOnWhereItBrokeOff() throws IOException {
    failingChunk = 1;
    Batch first = reserved(array(250));
    List<JsonObject> before = results(first);
    leave(first);
    assertThat(stored()).isEqualTo(150);

    Batch again = reserved(array(250));
    List<JsonObject> results = results(again);

    assertThat(again.isReplay()).isFalse();
    assertThat(results).hasSize(250).allMatch(result -> result.getInt("status") == 202);
    assertThat(results.subList(0, 100)).isEqualTo(before.subList(0, 100));
    assertThat(results.subList(200, 250)).isEqualTo(before.subList(200, 250));
    assertThat(stored()).isEqualTo(250);
    leave(again);
    assertThat(results(reserved(array(250)))).isEqualTo(results);
  }

  @Test
  @DisplayName("R11.6: who has lost the key accepts nothing more")
  void acceptsNothingUnderAKeyThatWasTakenOver() throws IOException {
    Batch slow = reserved(array(150));
    clock.advance(Duration.ofSeconds(30));
    Batch next = reserved(array(150));

    assertThat(results(slow)).allMatch(result -> result.getInt("status") == 409);
    assertThat(stored()).isZero();
    assertThat(results(next)).allMatch(result -> result.getInt("status") == 202);
    assertThat(stored()).isEqualTo(150);
  }

  @Test
  @DisplayName("R11.6: the key belongs to the batch, also when it broke off")
  void givesTheKeyToNoOtherBatch() throws IOException {
    Batch first = reserved(array(3));
    assertThat(reserve(array(3))).isEqualTo(new InUse());
    assertThat(reserve(array(4))).isEqualTo(new Reused());
    clock.advance(Duration.ofSeconds(30));
    assertThat(reserve(array(4))).isEqualTo(new Reused());
    results(first);
    leave(first);
    assertThat(reserve(array(4))).isEqualTo(new Reused());

    clock.advance(Duration.ofHours(24));

    assertThat(results(reserved(array(3)))).allMatch(result -> result.getInt("status") == 202);
    assertThat(stored()).isEqualTo(6);
  }

  private Reservation reserve(String body) {
    byte[] bytes = check(body).bytes();
    KeyedRequest request = KeyedRequest.of("client", "key", "POST", "/batch", bytes);
    return database.inTransaction(() -> keys.reserve(request));
  }

  private Batch reserved(String body) {
    Ours ours = (Ours) reserve(body);
    return Batch.keyless(check(body), "client")
        .under(ours, database.inTransaction(() -> keptParts.of(ours)));
  }

  private void leave(Batch batch) {
    database.inTransaction(() -> keptParts.leave(batch.key().orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "'text'",
        "7",
        "{}",
        "{'messages':7}",
        "{'messages':[],'more':1}",
        "{'messages':[],'messages':[]}",
        "{'other':[]}",
        "[",
        "[{]",
        "[{'to':'+14155552671','text':'a'}",
        "[{'to':'+14155552671','text':'a'},]",
        "[] []",
        "[]x"
      })
  void refusesAsAWholeWhatIsNoBatch(String body) {
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> check(body));
  }

  @Test
  void refusesAsAWholeWhatIsTooManyTooDeepOrNoUtf8() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> check(array(1001)))
        .withMessageContaining("1,000");
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> check("[" + "[".repeat(100_000)))
        .withMessageContaining("nested");
    byte[] latin1 = VALID.replace("Hi", "grün").replace('\'', '"').getBytes(ISO_8859_1);
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> BatchBody.check(latin1));
    assertThat(stored()).isZero();
  }

  private static String array(int size) {
    return IntStream.range(0, size)
        .mapToObj(index -> VALID.replace("}", ",'reference':'r" + index + "'}"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static BatchBody check(String body) {
    return BatchBody.check(body.replace('\'', '"').getBytes(UTF_8));
  }

  private List<JsonObject> results(String body) throws IOException {
    return results(Batch.keyless(check(body), "client"));
  }

  private List<JsonObject> results(Batch batch) throws IOException {
    StringWriter written = new StringWriter();
    new Batches(sending(), keptParts).accept(batch, written);
    try (JsonReader reader = Json.createReader(new StringReader(written.toString()))) {
      return reader.readObject().getJsonArray("results").getValuesAs(JsonObject.class);
    }
  }

  private List<String> pointers(String body) throws IOException {
    return results(body).stream()
        .filter(result -> result.containsKey("problem"))
        .flatMap(
            result ->
                result
                    .getJsonObject("problem")
                    .getJsonArray("errors")
                    .getValuesAs(JsonObject.class)
                    .stream())
        .map(error -> error.getString("pointer"))
        .toList();
  }

  private int stored() {
    MessageFilter all = new MessageFilter(Set.of(), null, null, null, null, null);
    return database
        .inTransaction(() -> new MessageSearch(database.entities()).list(all, 500))
        .size();
  }
}
