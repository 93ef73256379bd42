package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** How messages go out. */
@ApplicationScoped
public class DispatchSettings {
  /** What is looked for in Plivo's log may have left at any time of it. */
  private static final Duration LONGEST_LEASE = Duration.ofMinutes(10);

  private int inFlight;
  private Duration lease;
  private Duration scanPeriod;
  private Duration stuckAfter;
  private Duration askAfter;
  private RetryPolicy retryPolicy;
  private CarrierRetryPolicy carrierRetryPolicy;

  protected DispatchSettings() {}

  @Inject
  public DispatchSettings(Settings settings, PlivoAccounts accounts) {
    inFlight = settings.number("waybill.dispatch.in-flight", 32, 1, 100);
    lease = settings.duration("waybill.dispatch.lease", Duration.ofSeconds(60));
    if (lease.compareTo(accounts.longestCall()) <= 0 || lease.compareTo(LONGEST_LEASE) > 0) {
      throw new SettingException(
          "waybill.dispatch.lease",
          "it is longer than plivo.call-timeout and at most PT10M, such as PT60S.");
    }
    scanPeriod = settings.duration("waybill.dispatch.scan-period", Duration.ofSeconds(1));
    stuckAfter = settings.duration("waybill.stuck-after", Duration.ofHours(24));
    askAfter = settings.duration("waybill.unconfirmed.ask-after", Duration.ofMinutes(1));
    carrierRetryPolicy = CarrierRetryPolicy.from(settings);
    retryPolicy =
        new RetryPolicy(
            settings.duration("waybill.dispatch.retry-base", Duration.ofSeconds(1)),
            settings.duration("waybill.dispatch.retry-cap", Duration.ofMinutes(5)),
            settings.number("waybill.dispatch.most-tries", 30, 1, 10_000),
            settings.duration("waybill.dispatch.give-up-after", Duration.ofHours(24)));
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** Sends at the same time, on this node. */
  int inFlight() {
    return inFlight;
  }

  /** How long a claimed message is left to the node that claimed it. */
  public Duration lease() {
    return lease;
  }

  /** How often the database is looked at when nothing wakes the dispatcher. */
  Duration scanPeriod() {
    return scanPeriod;
  }

  /** From the submission to the deadline for a final report. */
  Duration stuckAfter() {
    return stuckAfter;
  }

  /** From an unconfirmed send to the first look into Plivo's log. */
  Duration askAfter() {
    return askAfter;
  }

  CarrierRetryPolicy carrierRetryPolicy() {
    return carrierRetryPolicy;
  }

  public RetryPolicy retryPolicy() {
    return retryPolicy;
  }
}
