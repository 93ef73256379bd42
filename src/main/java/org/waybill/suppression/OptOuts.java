package org.waybill.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.deliveryreport.InboundReceived;
import org.waybill.message.Messages;
import org.waybill.message.StatusChanged;
import org.waybill.sender.Address;
import org.waybill.suppression.Suppression.Source;

/** Keeps the list by what recipients and Plivo say, in the transaction that learns of it. */
@ApplicationScoped
public class OptOuts {
  private static final String OPTED_OUT = "200";

  private final Suppressions suppressions;
  private final Messages messages;

  protected OptOuts() {
    this(null, null);
  }

  @Inject
  public OptOuts(Suppressions suppressions, Messages messages) {
    this.suppressions = suppressions;
    this.messages = messages;
  }

  void inbound(@Observes InboundReceived inbound) {
    String sender = Address.written(inbound.to());
    String recipient = Address.written(inbound.from());
    OptOutWords.optsOut(inbound)
        .ifPresent(
            out -> {
              if (out) {
                suppressions.add(sender, recipient, Source.STOP);
              } else {
                suppressions.remove(sender, recipient);
              }
            });
  }

  void refused(@Observes StatusChanged change) {
    if (OPTED_OUT.equals(change.reason())) {
      messages
          .find(change.messageId())
          .ifPresent(message -> suppressions.add(message.from(), message.to(), Source.ERROR_200));
    }
  }
}
