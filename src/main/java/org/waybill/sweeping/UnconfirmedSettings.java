package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How sends without a usable answer are resolved. */
@ApplicationScoped
public class UnconfirmedSettings {
  private Duration lease;
  private Duration askApart;
  private Duration giveUpAfter;
  private boolean resend;

  protected UnconfirmedSettings() {}

  @Inject
  public UnconfirmedSettings(Settings settings) {
    lease = settings.duration("waybill.unconfirmed.lease", Duration.ofMinutes(10));
    askApart = settings.duration("waybill.unconfirmed.ask-apart", Duration.ofMinutes(1));
    giveUpAfter = settings.duration("waybill.unconfirmed.give-up-after", Duration.ofHours(1));
    resend = settings.flag("waybill.unconfirmed.resend", true);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /**
   * How long a search is left to the node that took it; longer than reading the log takes at the
   * pace that Plivo allows. When that node dies, its messages wait so long.
   */
  Duration lease() {
    return lease;
  }

  /** Between two looks into Plivo's log; only two that far apart prove an absence. */
  Duration askApart() {
    return askApart;
  }

  /** From the moment when it is unconfirmed to that when it is declared failed. */
  Duration giveUpAfter() {
    return giveUpAfter;
  }

  /** Whether a send that provably never arrived is made again. */
  boolean resend() {
    return resend;
  }
}
