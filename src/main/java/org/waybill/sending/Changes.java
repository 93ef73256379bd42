package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;

/** What a client may still do to a message that was accepted. */
@ApplicationScoped
@Transactional
public class Changes {
  private final Messages messages;
  private final InstantSource clock;

  protected Changes() {
    this(null, null);
  }

  @Inject
  public Changes(Messages messages, InstantSource clock) {
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * How a change ended.
   *
   * @param made false when the message does not allow it any more, or not yet
   */
  record Change(UUID id, boolean made, MessageStatus status, boolean expired, String message) {}

  /** Takes back an accepted message. One that was taken back already stays so: that is no fault. */
  Optional<Change> cancel(UUID id) {
    Instant now = clock.instant();
    return messages.change(
        id,
        message ->
            end(
                message.cancel(Source.CLIENT, now) || message.status() == MessageStatus.CANCELLED,
                message,
                now));
  }

  /** Sends a message once more that ended, and not well. */
  Optional<Change> retry(UUID id) {
    Instant now = clock.instant();
    return messages.change(
        id,
        message -> {
          boolean may = message.mayBeRetried() && !message.isExpired(now);
          if (may) {
            message.retry(now, Source.CLIENT, now);
          }
          return end(may, message, now);
        });
  }

  private static Change end(boolean made, Message message, Instant now) {
    String shown = MessageJson.whole(message).toString();
    return new Change(message.id(), made, message.status(), message.isExpired(now), shown);
  }
}
