package org.waybill.sending;

import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import java.util.function.Consumer;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.message.Message;
import org.waybill.waiting.PreferredWait;

/**
 * What the headers of a request that is answered 202 ask for.
 *
 * @param messages the address under which every message has its own
 */
record Call(Optional<KeyedRequest> keyed, Optional<PreferredWait> patience, UriBuilder messages) {

  /** What is asked for: one transaction, which returns the message or throws and does nothing. */
  @FunctionalInterface
  interface Work {
    Message commit(Consumer<Message> inSameTransaction);
  }
}
