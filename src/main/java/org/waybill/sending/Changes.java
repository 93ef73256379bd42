package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.spending.AccountDay;
import org.waybill.spending.CapReached;
import org.waybill.spending.Spending;
import org.waybill.suppression.OptOutCheck;

/** What a client may still do to a message that was accepted. */
@ApplicationScoped
@Transactional
public class Changes {
  private final Messages messages;
  private final InstantSource clock;
  private final Spending spending;
  private final OptOutCheck optOuts;
  private final PlivoAccounts accounts;

  protected Changes() {
    this(null, null, null, null, null);
  }

  @Inject
  public Changes(
      Messages messages,
      InstantSource clock,
      Spending spending,
      OptOutCheck optOuts,
      PlivoAccounts accounts) {
    this.messages = messages;
    this.clock = clock;
    this.spending = spending;
    this.optOuts = optOuts;
    this.accounts = accounts;
  }

  /**
   * Takes back an accepted message.
   *
   * @return the message as it is now
   * @throws Refused if there is none, or it is not accepted any more
   */
  JsonObject cancel(UUID id) {
    return messages.change(id, this::cancelled).orElseThrow(Refused::noSuchMessage);
  }

  private JsonObject cancelled(Message message) {
    if (!message.cancel(Source.CLIENT, clock.instant())) {
      throw Refused.notCancellable(message);
    }
    return MessageJson.whole(message);
  }

  /**
   * Sends a message once more that ended, and not well. Committed when this returns.
   *
   * @param inSameTransaction what must be true of every retry; rolls it back by throwing
   * @throws Refused if there is none, or it did not end so, or it has expired, or its account has
   *     left the settings, or the recipient has opted out of the sender
   * @throws CapReached if the account may send no more today
   */
  Message retry(UUID id, Consumer<Message> inSameTransaction) {
    Message message = messages.change(id, this::retried).orElseThrow(Refused::noSuchMessage);
    inSameTransaction.accept(message);
    spending.admit(AccountDay.of(message.account(), clock.instant()), 1);
    return message;
  }

  private Message retried(Message message) {
    Instant now = clock.instant();
    if (!message.mayBeRetried()) {
      throw Refused.notRetryable(message);
    }
    if (message.isExpired(now)) {
      throw Refused.expired(message);
    }
    if (accounts.named(message.account()).isEmpty()) {
      throw Refused.accountGone(message);
    }
    if (optOuts.forbids(message)) {
      throw Refused.suppressed();
    }
    message.retry(now, Source.CLIENT, now);
    return message;
  }
}
