package org.waybill.message;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which messages to list; null or empty means any.
 *
 * @param since first {@code createdAt}, inclusive
 * @param until last {@code createdAt}, exclusive
 * @param after the last message of the page before
 */
public record MessageFilter(
    Set<MessageStatus> statuses,
    String to,
    String reference,
    Instant since,
    Instant until,
    Position after) {

  /** A message's place in the list, newest first. */
  public record Position(Instant createdAt, UUID id) {}
}
