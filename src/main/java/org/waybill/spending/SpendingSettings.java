package org.waybill.spending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Collectors;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.PlivoAccount;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;

/** The caps of every account. */
@ApplicationScoped
public class SpendingSettings {
  private Map<String, DailyCap> caps;

  protected SpendingSettings() {}

  @Inject
  public SpendingSettings(Settings settings, PlivoAccounts accounts) {
    caps =
        accounts.all().stream()
            .collect(
                Collectors.toMap(
                    PlivoAccount::name, account -> DailyCap.of(account.keys(), settings)));
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  DailyCap of(String account) {
    return caps.getOrDefault(account, DailyCap.CLOSED);
  }
}
