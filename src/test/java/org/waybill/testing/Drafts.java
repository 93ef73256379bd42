package org.waybill.testing;

import java.time.Instant;
import org.waybill.message.Draft;
import org.waybill.message.Priority;

/** Valid requests to send. */
public final class Drafts {
  private static final String RECIPIENT = "+14155550100";

  private Drafts() {}

  public static Draft draft() {
    return timed(null, null);
  }

  public static Draft to(String recipient) {
    return of(recipient, Priority.NORMAL, null, null);
  }

  public static Draft urgent() {
    return of(RECIPIENT, Priority.HIGH, null, null);
  }

  public static Draft of(String client, Priority priority) {
    return of(client, RECIPIENT, priority, null, null);
  }

  public static Draft timed(Instant sendAt, Instant expiresAt) {
    return of(RECIPIENT, Priority.NORMAL, sendAt, expiresAt);
  }

  /** From another account than the default one. */
  public static Draft ofAccount(String account) {
    return of(account, "client", RECIPIENT, Priority.NORMAL, null, null);
  }

  private static Draft of(String to, Priority priority, Instant sendAt, Instant expiresAt) {
    return of("client", to, priority, sendAt, expiresAt);
  }

  private static Draft of(
      String client, String to, Priority priority, Instant sendAt, Instant expiresAt) {
    return of("default", client, to, priority, sendAt, expiresAt);
  }

  private static Draft of(
      String account,
      String client,
      String to,
      Priority priority,
      Instant sendAt,
      Instant expiresAt) {
    return new Draft(
        client,
        account,
        to,
        "+14155550109",
        false,
        "Hi",
        "GSM-7",
        1,
        null,
        null,
        priority,
        sendAt,
        expiresAt);
  }
}
