package org.waybill.sending;

import java.util.function.Consumer;
import org.waybill.message.Message;

/**
 * A message that waits for its acceptance.
 *
 * @param inSameTransaction what must be true of it once it is accepted; refuses it by throwing
 */
record Offered(Message message, Consumer<Message> inSameTransaction) {}
