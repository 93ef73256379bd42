package org.waybill.testing;

import java.time.Instant;
import org.waybill.message.Draft;
import org.waybill.message.Priority;

/** Valid requests to send. */
public final class Drafts {
  private Drafts() {}

  public static Draft draft() {
    return timed(null, null);
  }

  public static Draft timed(Instant sendAt, Instant expiresAt) {
    return new Draft(
        "client",
        "default",
        "+14155550100",
        "+14155550101",
        "Hi",
        "GSM-7",
        1,
        null,
        null,
        Priority.NORMAL,
        sendAt,
        expiresAt);
  }
}
