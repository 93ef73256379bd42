package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.spending.AccountDay;
import org.waybill.spending.Spending;

/**
 * Opens a new attempt some time after a failure which may pass. Until then the message stays as it
 * ended, so that a correction or somebody's own retry overtakes the plan.
 */
@ApplicationScoped
@Transactional
public class CarrierRetries {
  /** What one transaction opens. */
  public static final int MOST = 100;

  /** Before another look whether the account may send again. */
  private static final Duration CAPPED = Duration.ofMinutes(10);

  private static final Set<MessageStatus> ENDED_BADLY =
      EnumSet.of(MessageStatus.UNDELIVERED, MessageStatus.FAILED, MessageStatus.REJECTED);

  private final Messages messages;
  private final DispatchSettings settings;
  private final InstantSource clock;
  private final Spending spending;

  protected CarrierRetries() {
    this(null, null, null, null);
  }

  @Inject
  public CarrierRetries(
      Messages messages, DispatchSettings settings, InstantSource clock, Spending spending) {
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
    this.spending = spending;
  }

  /** In the transaction that learns of the failure. */
  void plan(@Observes StatusChanges changes) {
    for (StatusChanged change : changes.all()) {
      if (settings.carrierRetryPolicy().mayPass(change.reason())) {
        messages.change(change.messageId(), this::plan);
      }
    }
  }

  private Message plan(Message message) {
    settings
        .carrierRetryPolicy()
        .nextAttempt(message, clock.instant())
        .ifPresent(message::planRetry);
    return message;
  }

  /**
   * Opens what is due, each by one node.
   *
   * @return how many were due; {@link #MOST} when there may be more
   */
  public int openDue() {
    Instant now = clock.instant();
    return messages.changeDue(ENDED_BADLY, now, MOST, message -> open(message, now)).size();
  }

  /** The failure's reason, the settings and the time may be others than when it was planned. */
  private Message open(Message message, Instant now) {
    if (!settings.carrierRetryPolicy().mayFollow(message, now)) {
      message.dropPlannedRetry();
    } else if (spending.admits(AccountDay.of(message.account(), now), 1)) {
      message.retry(now, Source.DISPATCHER, now);
    } else {
      message.planRetry(now.plus(CAPPED));
    }
    return message;
  }
}
