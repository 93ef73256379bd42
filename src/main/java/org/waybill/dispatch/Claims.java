package org.waybill.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a look for due messages found.
 *
 * @param claims to be submitted
 * @param more whether there may be more that could go at once
 * @param limitedUntil when more may go than now; empty when no limit is reached
 */
record Claims(List<Claim> claims, boolean more, Optional<Instant> limitedUntil) {
  static final Claims NONE = new Claims(List.of(), false, Optional.empty());
}
