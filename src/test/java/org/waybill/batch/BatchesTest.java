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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.access.Clients;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageFilter;
import org.waybill.message.Messages;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.problem.InvalidRequest;
import org.waybill.sender.SenderPools;
import org.waybill.sending.Origins;
import org.waybill.sending.Sending;
import org.waybill.settings.Settings;
import org.waybill.spending.Spending;
import org.waybill.spending.SpendingSettings;
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
  private final Origins origins = new Origins(pools, new Clients(settings, accounts), messages);
  private final Spending spending =
      new Spending(
          database.entities(), new SpendingSettings(settings, accounts), new SettableClock(T0));
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

  /** With the transactions that the container would make. */
  private final Sending sending =
      new Sending(messages, origins, new SettableClock(T0), optOuts, spending) {
        @Override
        public void acceptAll(List<Message> prepared) {
          boolean fails = chunks++ == failingChunk;
          database.inTransaction(
              () -> {
                super.acceptAll(prepared);
                breakIf(fails && !failsAfterCommit);
              });
          breakIf(fails);
        }

        @Override
        public boolean holds(UUID id) {
          return database.inTransaction(() -> super.holds(id));
        }
      };

  private final Batches batches = new Batches(sending);

  private static void breakIf(boolean broken) {
    if (broken) {
      throw new IllegalStateException("the database went away");
    }
  }

  @AfterEach
  void close() {
    database.close();
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
    StringWriter written = new StringWriter();
    batches.accept(check(body), "client", written);
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
    return database.inTransaction(() -> messages.list(all, 500)).size();
  }
}
