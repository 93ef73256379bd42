package org.waybill.sending;

import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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

  /**
   * What is asked for: one transaction, which ends with the message, or fails and does nothing. May
   * throw as well.
   */
  @FunctionalInterface
  interface Work {
    CompletionStage<Message> commit(Consumer<Message> inSameTransaction);
  }
}
