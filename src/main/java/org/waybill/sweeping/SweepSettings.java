package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.lifecycle.Starting;
import org.waybill.message.Silence;
import org.waybill.pacing.PacingSettings;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** How stuck messages are looked for. */
@ApplicationScoped
public class SweepSettings {
  private static final String OUTAGE = "waybill.sweep.outage";

  /** Several beats of a node, or a slow one would look like an outage. */
  private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(10);

  private Duration period;
  private Duration lease;
  private Duration askFor;
  private int questionsPerSecond;
  private Duration outage;
  private Silence silence;

  protected SweepSettings() {}

  @Inject
  public SweepSettings(Settings settings) {
    period = settings.duration("waybill.sweep.period", Duration.ofMinutes(1));
    lease = settings.duration("waybill.sweep.lease", Duration.ofMinutes(1));
    askFor = settings.duration("waybill.sweep.ask-for", Duration.ofMinutes(15));
    outage = settings.duration(OUTAGE, Duration.ofMinutes(5));
    if (outage.compareTo(SHORTEST_OUTAGE) < 0) {
      throw new SettingException(OUTAGE, "it is at least PT10S, such as PT5M.");
    }
    questionsPerSecond = PacingSettings.questionsPerSecond(settings);
    silence = new Silence(settings.duration("waybill.sweep.silence", Duration.ofMinutes(10)));
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

  /**
   * By default longer than the seven minutes in which Plivo repeats a callback that it could not
   * hand over.
   */
  @Produces
  Silence silence() {
    return silence;
  }

  /** After so long without a node at work, or without a callback, callbacks may have been lost. */
  Duration outage() {
    return outage;
  }

  int questionsPerSecond() {
    return questionsPerSecond;
  }
}
