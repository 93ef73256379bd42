package org.waybill.pacing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.PlivoAccount;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;

/** The limits of every account. */
@ApplicationScoped
public class PacingSettings {
  private Map<String, AccountLimits> limits;

  protected PacingSettings() {}

  @Inject
  public PacingSettings(Settings settings, PlivoAccounts accounts) {
    limits =
        accounts.all().stream()
            .collect(
                Collectors.toMap(
                    PlivoAccount::name, account -> AccountLimits.of(account.keys(), settings)));
  }

  /**
   * How many questions an account may ask: Plivo answers 60 requests a second, and sends go first.
   */
  public static int questionsPerSecond(Settings settings) {
    return settings.number("waybill.sweep.questions-per-second", 40, 1, 1_000);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  Set<String> accounts() {
    return limits.keySet();
  }

  AccountLimits of(String account) {
    return limits.get(account);
  }
}
