package org.waybill.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.waybill.deliveryreport.InboundReceived;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.Messages;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.sender.Address;
import org.waybill.sender.Sender;
import org.waybill.suppression.Suppression.Source;

/** Keeps the list by what recipients and Plivo say, in the transaction that learns of it. */
@ApplicationScoped
public class OptOuts {
  private static final String OPTED_OUT = "200";

  private final Suppressions suppressions;
  private final Messages messages;
  private final MessageSearch search;

  protected OptOuts() {
    this(null, null, null);
  }

  @Inject
  public OptOuts(Suppressions suppressions, Messages messages, MessageSearch search) {
    this.suppressions = suppressions;
    this.messages = messages;
    this.search = search;
  }

  void inbound(@Observes InboundReceived inbound) {
    String sender = Address.written(inbound.to());
    String recipient = Address.ofAPhone(inbound.from());
    OptOutWords.optsOut(inbound)
        .ifPresent(
            out -> {
              if (out) {
                optOut(sender, recipient);
              } else {
                optIn(sender, recipient);
              }
            });
  }

  private void optOut(String sender, String recipient) {
    suppressions.add(sender, recipient, Source.STOP);
    powerpacks(sender, recipient)
        .forEach(powerpack -> suppressions.add(powerpack, recipient, Source.STOP));
  }

  /** A powerpack is wanted again when none of its numbers is unwanted. */
  private void optIn(String sender, String recipient) {
    if (!suppressions.remove(sender, recipient)) {
      suppressions.lift(sender, recipient);
    }
    for (String powerpack : powerpacks(sender, recipient)) {
      Set<String> numbers = search.sentFrom(powerpack, recipient);
      if (!suppressions.contains(numbers, recipient)) {
        suppressions.remove(powerpack, recipient);
      }
    }
  }

  /** Those from which the number was taken when we sent to the recipient. */
  private List<String> powerpacks(String number, String recipient) {
    return search.sendersBehind(number, recipient).stream().filter(Sender::isPowerpack).toList();
  }

  void refused(@Observes StatusChanges changes) {
    changes.all().forEach(this::refused);
  }

  private void refused(StatusChanged change) {
    if (OPTED_OUT.equals(change.reason())) {
      messages.find(change.messageId()).ifPresent(message -> refused(message, change.attemptId()));
    }
  }

  private void refused(Message message, UUID attemptId) {
    Instant sentAt =
        message.attempts().stream()
            .filter(attempt -> attempt.id().equals(attemptId))
            .map(attempt -> Objects.requireNonNullElse(attempt.submittingAt(), attempt.createdAt()))
            .findFirst()
            .orElseThrow();
    suppressions.addUnlessLifted(message.from(), message.to(), sentAt);
  }
}
