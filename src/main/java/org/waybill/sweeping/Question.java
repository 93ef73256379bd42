package org.waybill.sweeping;

import java.util.UUID;
import org.waybill.message.MessageStatus;

/**
 * A message that Plivo is asked about by this node.
 *
 * @param status where it stood when it was taken
 */
record Question(
    String account, UUID messageId, UUID attemptId, String messageUuid, MessageStatus status) {}
