package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How stuck messages are looked for. */
@ApplicationScoped
public class SweepSettings {
  /** Plivo answers 60 requests a second to an account; sends go first. */
  private static final int DEFAULT_QUESTIONS = 40;

  private Duration period;
  private Duration lease;
  private Duration askFor;
  private int questionsPerSecond;
  private Duration outage;

  protected SweepSettings() {}

  @Inject
  public SweepSettings(Settings settings) {
    period = settings.duration("waybill.sweep.period", Duration.ofMinutes(1));
    lease = settings.duration("waybill.sweep.lease", Duration.ofMinutes(5));
    askFor = settings.duration("waybill.sweep.ask-for", Duration.ofMinutes(15));
    outage = settings.duration("waybill.sweep.outage", Duration.ofMinutes(5));
    questionsPerSecond =
        settings.number("waybill.sweep.questions-per-second", DEFAULT_QUESTIONS, 1, 50);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  Duration period() {
    return period;
  }

  /**
   * How long a question is left to the node that took it; longer than a hundred questions to a slow
   * Plivo take. When that node dies, its messages wait so long.
   */
  Duration lease() {
    return lease;
  }

  /** How long past its deadline Plivo is asked about a message when it does not answer. */
  Duration askFor() {
    return askFor;
  }

  /** After so long without a node at work, callbacks may have been lost. */
  Duration outage() {
    return outage;
  }

  int questionsPerSecond() {
    return questionsPerSecond;
  }
}
