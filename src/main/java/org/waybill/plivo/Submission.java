package org.waybill.plivo;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One message for one recipient.
 *
 * @param from number, short code, alphanumeric sender, or the UUID of a powerpack
 * @param to one number in E.164; the leading {@code +} may be missing
 * @param text up to 1,600 characters
 * @param callbackUrl where Plivo reports the status by POST; its path carries our own id
 * @param expiresAt worthless to the recipient from then on; null for never
 * @param notAfter when it is too late to let the request go: somebody else may have taken over
 * @param leaving told when the request leaves
 */
public record Submission(
    String from,
    String to,
    String text,
    URI callbackUrl,
    Instant expiresAt,
    Instant notAfter,
    Consumer<Instant> leaving) {
  private static final Pattern POWERPACK =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern ONE_NUMBER = Pattern.compile("\\+?[0-9]{1,15}");

  /** Of which nobody wants to know when it leaves. */
  public Submission(
      String from, String to, String text, URI callbackUrl, Instant expiresAt, Instant notAfter) {
    this(from, to, text, callbackUrl, expiresAt, notAfter, any -> {});
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  // Plivo reads "<" in dst as a list of recipients; one send must never become several.
  Optional<String> defect() {
    if (to == null || !ONE_NUMBER.matcher(to).matches()) {
      return Optional.of("The recipient is not one phone number.");
    }
    if (from == null || from.isBlank()) {
      return Optional.of("There is no sender.");
    }
    return from.equals(to)
        ? Optional.of("The sender and the recipient are the same.")
        : Optional.empty();
  }

  /** Whether Plivo takes a number of a powerpack. */
  boolean isFromPowerpack() {
    return POWERPACK.matcher(from).matches();
  }

  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "Submission[callbackUrl=" + callbackUrl + "]";
  }
}
