package org.waybill.spending;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;
import org.waybill.testing.TestDatabase;

/** For tests of other capabilities whose messages are counted. */
public final class Caps {
  private Caps() {}

  public static Spending none(TestDatabase database, InstantSource clock) {
    return of(database, clock, Map.of());
  }

  /** Of messages of the default account in a day. */
  public static Spending messages(int most, TestDatabase database, InstantSource clock) {
    return of(database, clock, Map.of("plivo.daily-messages", Integer.toString(most)));
  }

  private static Spending of(TestDatabase database, InstantSource clock, Map<String, String> caps) {
    Map<String, String> values = new HashMap<>(caps);
    values.put("plivo.auth-id", "MA1234567890ABCDEFGH");
    values.put("plivo.auth-token", "token");
    Settings settings = new Settings(name -> Optional.ofNullable(values.get(name)));
    return new Spending(
        database.entities(), new SpendingSettings(settings, new PlivoAccounts(settings)), clock);
  }
}
