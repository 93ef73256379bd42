package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.StatusChanged;

/** Opens a new attempt in the transaction that learns of a failure which may pass. */
@ApplicationScoped
public class CarrierRetries {
  private final Messages messages;
  private final DispatchSettings settings;
  private final InstantSource clock;

  protected CarrierRetries() {
    this(null, null, null);
  }

  @Inject
  public CarrierRetries(Messages messages, DispatchSettings settings, InstantSource clock) {
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  void retry(@Observes StatusChanged change) {
    if (change.reason() != null) {
      messages.change(change.messageId(), this::retry);
    }
  }

  private Message retry(Message message) {
    Instant now = clock.instant();
    Optional<Instant> dueAt = settings.carrierRetryPolicy().nextAttempt(message, now);
    dueAt.ifPresent(at -> message.retry(at, Source.DISPATCHER, now));
    return message;
  }
}
