package org.waybill.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.deliveryreport.InboundReceived;
import org.waybill.message.DeliveryReport;
import org.waybill.message.Draft;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Priority;
import org.waybill.message.Source;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.sender.SenderPools;
import org.waybill.settings.Settings;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class OptOutsTest {
  private static final String RECIPIENT = "+14155552671";
  private static final String FIRST = "+14155550100";
  private static final String SECOND = "+14155550101";
  private static final String POWERPACK = "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T05:30:00Z"));
  private final TestDatabase database = new TestDatabase();
  private final FiredEvents<Object> events = new FiredEvents<>();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), events);
  private final Suppressions suppressions = new Suppressions(database.entities(), clock);
  private final OptOuts optOuts =
      new OptOuts(suppressions, messages, new MessageSearch(database.entities()));
  private final Map<String, String> settings = new HashMap<>();

  OptOutsTest() {
    for (String account : new String[] {"plivo.", "plivo.pack."}) {
      settings.put(account + "auth-id", "MA0123456789ABCDEFGH");
      settings.put(account + "auth-token", "token");
    }
    settings.put("plivo.accounts", "pack");
    settings.put("plivo.senders", FIRST + "," + SECOND);
    settings.put("plivo.pack.powerpack", POWERPACK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("R11.4 whoever opted out of one sender of a pool is sent nothing from the others")
  void coverTheWholePool() {
    says("STOP", FIRST);

    assertThat(forbids(pooled("default", FIRST))).isTrue();
    assertThat(forbids(pooled("default", SECOND))).isTrue();
    assertThat(forbids(named("default", FIRST))).isTrue();
    assertThat(forbids(named("default", SECOND))).isFalse();
    assertThat(forbids(pooled("pack", POWERPACK))).isFalse();

    says("START", FIRST);

    assertThat(forbids(pooled("default", SECOND))).isFalse();
  }

  @Test
  void coverTheSenderAMessageHasAlthoughItHasLeftThePool() {
    settings.put("plivo.senders", SECOND);
    says("STOP", FIRST);

    assertThat(forbids(pooled("default", FIRST))).isTrue();
    assertThat(forbids(pooled("removed", FIRST))).isTrue();
    assertThat(forbids(pooled("default", SECOND))).isFalse();
  }

  @Test
  void coverThePoolForWhomPlivoRefused() {
    refused(sentFrom("default", FIRST, "1415555" + "0100"));

    assertThat(forbids(pooled("default", SECOND))).isTrue();
  }

  @Test
  @DisplayName("R11.5 STOP to a number that Plivo took from a powerpack covers the powerpack")
  void coverThePowerpackOfANumber() {
    sentFrom("pack", POWERPACK, "15550000001");

    says("STOP", "+15550000009");
    assertThat(forbids(pooled("pack", POWERPACK))).isFalse();

    says("STOP", "15550000001");
    assertThat(forbids(pooled("pack", POWERPACK))).isTrue();
    assertThat(forbids(named("pack", "+15550000002"))).isFalse();

    says("START", "15550000001");
    assertThat(forbids(pooled("pack", POWERPACK))).isFalse();
  }

  @Test
  void keepThePowerpackWhileAnotherOfItsNumbersIsUnwanted() {
    sentFrom("pack", POWERPACK, "15550000001");
    sentFrom("pack", POWERPACK, "15550000002");
    says("STOP", "15550000001");
    says("STOP", "15550000002");

    says("START", "15550000001");
    assertThat(forbids(pooled("pack", POWERPACK))).isTrue();

    says("START", "15550000002");
    assertThat(forbids(pooled("pack", POWERPACK))).isFalse();
  }

  @Test
  void coverThePowerpackForWhomPlivoRefused() {
    refused(sentFrom("pack", POWERPACK, null));

    assertThat(forbids(pooled("pack", POWERPACK))).isTrue();
  }

  @Test
  @DisplayName("R11.1 some countries' numbers are as short as short codes")
  void areOfANumberHoweverShort() {
    says("STOP", "50055555", FIRST);

    assertThat(optOutsOf("+50055555", FIRST)).isTrue();
  }

  @Test
  @DisplayName("R11.2 what Plivo says of a message from before START is of the past")
  void areNotMadeAnewByAMessageFromBeforeStart() {
    Message before = sentFrom("default", FIRST, null);
    clock.advance(Duration.ofMinutes(1));
    says("START", FIRST);
    clock.advance(Duration.ofMinutes(1));
    Message after = sentFrom("default", FIRST, null);

    refused(before);
    assertThat(forbids(pooled("default", FIRST))).isFalse();

    refused(after);
    assertThat(forbids(pooled("default", FIRST))).isTrue();
  }

  private boolean optOutsOf(String recipient, String sender) {
    return database.inTransaction(() -> suppressions.contains(Set.of(sender), recipient));
  }

  private void says(String text, String to) {
    says(text, RECIPIENT.substring(1), to);
  }

  private void says(String text, String from, String to) {
    InboundReceived inbound =
        new InboundReceived(from, to, Optional.of(text), Optional.empty(), clock.instant());
    database.inTransaction(() -> optOuts.inbound(inbound));
  }

  private void refused(Message message) {
    StatusChanged change =
        new StatusChanged(
            message.id(),
            message.latest().id(),
            message.account(),
            MessageStatus.QUEUED,
            MessageStatus.FAILED,
            "200",
            false,
            clock.instant());
    database.inTransaction(() -> optOuts.refused(new StatusChanges(List.of(change))));
  }

  /** Stored, submitted, and reported as sent from the number. */
  private Message sentFrom(String account, String sender, String number) {
    Message message = pooled(account, sender);
    message.lease(Duration.ofMinutes(1), Duration.ofHours(1), clock.instant());
    DeliveryReport sent =
        new DeliveryReport(
            "uuid",
            MessageStatus.FAILED,
            1,
            new FailureReason("40", "name", "advice"),
            null,
            null,
            number == null ? null : "+" + number,
            Source.CALLBACK,
            clock.instant());
    message.report(message.latest().id(), sent);
    database.inTransaction(() -> messages.add(message));
    return message;
  }

  private boolean forbids(Message message) {
    Settings source = new Settings(name -> Optional.ofNullable(settings.get(name)));
    SenderPools pools = new SenderPools(new PlivoAccounts(source), source);
    return database.inTransaction(() -> new OptOutCheck(suppressions, pools).forbids(message));
  }

  private Message pooled(String account, String from) {
    return message(account, from, true);
  }

  private Message named(String account, String from) {
    return message(account, from, false);
  }

  private Message message(String account, String from, boolean pooled) {
    return Message.accept(
        new Draft(
            "client",
            account,
            RECIPIENT,
            from,
            pooled,
            "Hi",
            "GSM-7",
            1,
            null,
            null,
            Priority.NORMAL,
            null,
            null),
        clock.instant());
  }
}
