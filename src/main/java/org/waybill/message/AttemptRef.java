package org.waybill.message;

import java.util.UUID;

/**
 * Names an attempt and the message that owns it.
 *
 * @param account of the message
 * @param messageUuid Plivo's; null while unknown
 */
public record AttemptRef(UUID messageId, UUID attemptId, String account, String messageUuid) {
  /** Whether this attempt is surely not the one that Plivo calls so. */
  public boolean isOtherThan(String uuid) {
    return messageUuid != null && uuid != null && !messageUuid.equals(uuid);
  }
}
