package org.waybill.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.access.Clients;
import org.waybill.message.Draft;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.Messages;
import org.waybill.message.Priority;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.problem.Problem.Violation;
import org.waybill.sender.PhoneNumber;
import org.waybill.sender.PhoneNumbers;
import org.waybill.sender.SenderPools;
import org.waybill.settings.Settings;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.TestDatabase;

class OriginsTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final String RECIPIENT = "+447400123456";

  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Map<String, String> settings = new HashMap<>();
  private final List<Violation> faults = new ArrayList<>();
  private Instant time = T0;

  OriginsTest() {
    for (String account : List.of("plivo.", "plivo.alerts.", "plivo.marketing.")) {
      settings.put(account + "auth-id", "MA0123456789ABCDEFGH");
      settings.put(account + "auth-token", "token");
    }
    settings.put("plivo.accounts", "alerts,marketing");
    settings.put("plivo.number", "+14155550100");
    settings.put("plivo.alerts.senders", "+14155550101,+14155550102,Shared");
    settings.put("plivo.marketing.senders", "Acme,Shared");
    settings.put("waybill.api-key", "bootstrap-key-00");
    settings.put("waybill.clients", "orders");
    settings.put("waybill.client.orders.api-key", "orders-key-00000");
    settings.put("waybill.client.orders.account", "marketing");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest(name = "client {0}, account {1}, from {2}: {3} {4}")
  @CsvSource({
    "bootstrap, , , default, +14155550100",
    "bootstrap, default, , default, +14155550100",
    "bootstrap, alerts, +14155550199, alerts, +14155550199",
    "bootstrap, alerts, Acme, alerts, Acme",
    "bootstrap, , +14155550101, alerts, +14155550101",
    "bootstrap, , +1 415 555 0101, alerts, +14155550101",
    "bootstrap, , Acme, marketing, Acme",
    "bootstrap, , Shared, default, Shared",
    "bootstrap, , Unknown, default, Unknown",
    "orders, , Unknown, marketing, Unknown",
    "orders, , +14155550101, marketing, +14155550101",
    "orders, default, , default, +14155550100"
  })
  void takeTheAccountOfTheMessageElseOfItsClientElseOfItsSender(
      String client, String account, String from, String expected, String sender) {
    Origin origin = of(client, account, from, RECIPIENT).orElseThrow();

    assertThat(origin.account()).isEqualTo(expected);
    assertThat(origin.sender().value()).isEqualTo(sender);
    assertThat(origin.pooled()).isEqualTo(from == null);
  }

  @ParameterizedTest(name = "account {0}, from {1}, to {2}: {3}")
  @CsvSource({
    "sales, , +447400123456, #/account",
    "sales, Way_bill, +447400123456, #/from #/account",
    "'', , +447400123456, #/account",
    "alerts, Acme, +14155552671, #/from",
    "alerts, +14155550101, +14155550101, #/from",
    "marketing, , +14155552671, #/from",
    "alerts, Way_bill, , #/from",
    "marketing, , , ''"
  })
  void nameWhatIsWrong(String account, String from, String to, String pointers) {
    of("bootstrap", account, from, to);

    assertThat(String.join(" ", faults.stream().map(Violation::where).toList()))
        .isEqualTo(pointers);
  }

  @Test
  void sayThatTheAccountHasNoSender() {
    settings.remove("plivo.alerts.senders");

    assertThat(of("bootstrap", "alerts", null, RECIPIENT)).isEmpty();
    assertThat(faults)
        .extracting(Violation::detail)
        .containsExactly("It is missing, and no default sender is set (plivo.alerts.number).");
  }

  @ParameterizedTest
  @CsvSource({"+14155550101", "+14155550102", "Shared"})
  void stayWithWhatTheAccountLastSentFromToTheRecipient(String sender) {
    sent("alerts", RECIPIENT, "+14155550102");
    sent("alerts", RECIPIENT, "+14155550101");
    sent("alerts", RECIPIENT, sender);
    sent("alerts", "+447400123457", "+14155550101");
    sent("default", RECIPIENT, "+14155550102");

    assertThat(of("bootstrap", "alerts", null, RECIPIENT).orElseThrow().sender().value())
        .isEqualTo(sender);
  }

  private void sent(String account, String to, String from) {
    time = time.plusSeconds(1);
    Draft draft =
        new Draft(
            "client",
            account,
            to,
            from,
            true,
            "Hi",
            "GSM-7",
            1,
            null,
            null,
            Priority.NORMAL,
            null,
            null);
    database.inTransaction(() -> messages.add(Message.accept(draft, time)));
  }

  private Optional<Origin> of(String client, String account, String from, String to) {
    Settings source = new Settings(name -> Optional.ofNullable(settings.get(name)));
    PlivoAccounts accounts = new PlivoAccounts(source);
    Origins origins =
        new Origins(
            new SenderPools(accounts, source),
            new Clients(source, accounts),
            new MessageSearch(database.entities()));
    MessageRequest request =
        new MessageRequest(to, "Hi", from, account, null, null, Priority.NORMAL, null, null);
    Optional<PhoneNumber> recipient =
        Optional.ofNullable(to)
            .flatMap(written -> PhoneNumbers.recipient(written).orTell(no -> {}));
    return database.inTransaction(() -> origins.of(request, client, recipient, faults));
  }
}
