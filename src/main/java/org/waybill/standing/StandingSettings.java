package org.waybill.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.PlivoAccount;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;

/** When accounts are held and breakers open. */
@ApplicationScoped
public class StandingSettings {
  private List<String> accounts;
  private Pauses pauses;

  protected StandingSettings() {}

  @Inject
  public StandingSettings(Settings settings, PlivoAccounts plivo) {
    accounts = plivo.all().stream().map(PlivoAccount::name).toList();
    pauses =
        new Pauses(
            settings.duration("waybill.dispatch.hold", Duration.ofMinutes(1)),
            settings.duration("waybill.breaker.open-for", Duration.ofSeconds(30)),
            settings.number("waybill.breaker.failures", 10, 1, 1_000));
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  List<String> accounts() {
    return accounts;
  }

  Pauses pauses() {
    return pauses;
  }
}
