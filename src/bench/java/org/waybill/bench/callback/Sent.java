package org.waybill.bench.callback;

import java.util.UUID;

/**
 * One message that Plivo has taken and not told anything of yet.
 *
 * @param number makes its recipient
 */
public record Sent(UUID messageId, UUID attemptId, UUID plivoUuid, int number) {
  /**
   * Prime to their number, so that numbers that follow each other are far apart, as people's are.
   */
  public static final long STRIDE = 2_654_435_761L;

  public static final int RECIPIENTS = 5_000_000;

  public String recipient() {
    return recipient(number);
  }

  /** E.164 with {@code +}. */
  public static String recipient(int number) {
    return "+1415" + (RECIPIENTS + number * STRIDE % RECIPIENTS);
  }
}
