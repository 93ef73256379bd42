package org.waybill.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.message.Billed;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class SpendingTest {
  private static final Instant EVENING = Instant.parse("2026-11-01T23:00:00Z");
  private static final String ACCOUNT = "default";

  private final TestDatabase database = new TestDatabase();
  private final Map<String, String> settings = new HashMap<>();
  private final SettableClock clock = new SettableClock(EVENING);

  @BeforeEach
  void account() {
    settings.put("plivo.auth-id", "MA1234567890ABCDEFGH");
    settings.put("plivo.auth-token", "token");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("R14.1 refuses the message that would exceed the cap, until the next day")
  void capsTheMessagesOfADay() {
    settings.put("plivo.daily-messages", "3");
    admit(1);
    admit(2);

    assertThatExceptionOfType(CapReached.class)
        .isThrownBy(() -> admit(1))
        .satisfies(reached -> assertThat(reached.pause()).contains(Duration.ofHours(1)))
        .satisfies(reached -> assertThat(detail(reached)).contains("2026-11-01 (UTC)", "tomorrow"));

    clock.advance(Duration.ofHours(1));
    admit(3);
  }

  @Test
  @DisplayName("R14.1 a message for tomorrow counts tomorrow")
  void countsTheDayOnWhichItIsSent() {
    settings.put("plivo.daily-messages", "1");
    admit(1);

    admit(1, EVENING.plus(Duration.ofHours(2)));

    assertThatExceptionOfType(CapReached.class).isThrownBy(() -> admit(1));
  }

  @Test
  @DisplayName("R14.1 who asks for a full day to come is not told to wait for it")
  void advisesAnotherDay() {
    settings.put("plivo.daily-messages", "1");
    Instant tomorrow = EVENING.plus(Duration.ofHours(2));
    admit(1, tomorrow);

    assertThatExceptionOfType(CapReached.class)
        .isThrownBy(() -> admit(1, tomorrow))
        .satisfies(reached -> assertThat(reached.pause()).isEmpty())
        .satisfies(reached -> assertThat(detail(reached)).contains("2026-11-02 (UTC)", "sendAt"));
  }

  @Test
  @DisplayName("R14.2 what was spent to the cap stops accepting and submitting")
  void capsTheSpendOfADay() {
    settings.put("plivo.daily-spend", "0.01");
    bill("0.0055");
    admit(1);
    assertThat(granted()).isEqualTo(32);

    bill("0.0045");

    assertThatExceptionOfType(CapReached.class).isThrownBy(() -> admit(1));
    assertThat(granted()).isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(granted()).isEqualTo(32);
    admit(1);
  }

  @Test
  @DisplayName("R14.4 a corrected price counts by its difference")
  void countsCorrections() {
    settings.put("plivo.daily-spend", "0.01");
    bill("0.0110");
    bill("-0.0055");

    assertThat(granted()).isEqualTo(32);
  }

  @Test
  void hasNoCapUnlessOneIsSet() {
    bill("1000000");

    admit(100_000);
    assertThat(granted()).isEqualTo(32);
  }

  @Test
  @DisplayName("R14.3 refuses when the cap cannot be read")
  void refusesWithoutItsTable() {
    settings.put("plivo.daily-messages", "3");
    settings.put("plivo.daily-spend", "3");
    database.inTransaction(
        () -> database.entities().createNativeQuery("drop table account_day").executeUpdate());

    assertThatThrownBy(() -> admit(1)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(this::granted).isInstanceOf(RuntimeException.class);
  }

  private Spending spending() {
    Settings source = new Settings(name -> Optional.ofNullable(settings.get(name)));
    return new Spending(
        database.entities(), new SpendingSettings(source, new PlivoAccounts(source)), clock);
  }

  private void admit(int messages) {
    admit(messages, clock.instant());
  }

  private void admit(int messages, Instant dueAt) {
    database.inTransaction(() -> spending().admit(AccountDay.of(ACCOUNT, dueAt), messages));
  }

  private static String detail(CapReached reached) {
    return reached.problem().detail();
  }

  private int granted() {
    return database.inTransaction(() -> spending().grant(ACCOUNT, 32)).permits();
  }

  private void bill(String amount) {
    Billed bill = new Billed(ACCOUNT, new BigDecimal(amount), clock.instant());
    database.inTransaction(() -> spending().bill(bill));
  }
}
