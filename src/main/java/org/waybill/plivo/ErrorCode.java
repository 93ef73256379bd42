package org.waybill.plivo;

import java.util.Arrays;
import java.util.List;

/**
 * Plivo's error codes of messages (its table has more rows than could be read). Keep the raw code
 * beside this: an unlisted one is {@link #UNKNOWN}.
 */
public enum ErrorCode {
  NONE(0, "no error", "Nothing is to be done.", false),
  INVALID_MESSAGE(
      10,
      "invalid message",
      "Check the text for characters that the carrier does not take.",
      false),
  NETWORK_ERROR(
      20, "network error", "The carrier's network failed for the moment; try again later.", true),
  SPAM(30, "spam detected", "Reword the text and register the sender and its use case.", false),
  INVALID_SOURCE(
      40, "invalid source number", "Set a sender that belongs to the account and can send.", false),
  INVALID_DESTINATION(
      50, "invalid destination number", "Correct or remove the recipient's number.", false),
  LOOP(60, "loop detected", "Check that recipient and sender do not answer each other.", false),
  GONE(
      70,
      "destination permanently unavailable",
      "Remove the recipient's number: it is no longer in service.",
      false),
  UNAVAILABLE(
      80,
      "destination temporarily unavailable",
      "The phone is off or out of reach; try again later.",
      true),
  NO_ROUTE(90, "no route available", "Ask Plivo whether it reaches this carrier.", false),
  PROHIBITED(
      100,
      "prohibited by carrier",
      "Register the sender for this country and check the text against the carrier's rules.",
      false),
  TOO_LONG(
      110, "message too long", "Shorten the text to 1,600 GSM or 737 Unicode characters.", false),
  MMS_SIZE(120, "MMS too large", "Make the attached media smaller.", false),
  MMS_TYPE(130, "MMS media type not supported", "Attach media of a supported type.", false),
  MMS_PROCESSING(140, "MMS could not be processed", "Check that the media can be fetched.", false),
  OPTED_OUT(
      200,
      "recipient opted out",
      "Do not send to this recipient again until they have sent START.",
      false),
  TOLL_FREE_TO_CANADA(
      201, "US toll-free to Canada", "Use a Canadian or a long-code sender for Canada.", false),
  NOT_DISPATCHED(300, "failed to dispatch", "Ask Plivo with the message UUID.", false),
  EXPIRED(
      420,
      "expired in Plivo's queue",
      "Lower the sending rate or raise the account's throughput; this message was not charged.",
      false),
  COUNTRY_BARRED(
      450, "country barred", "Allow the country in the account's geo permissions.", false),
  GEO_THRESHOLD(
      451,
      "geo threshold reached",
      "Check for fraud, then raise the country's threshold in the Plivo console.",
      false),
  NO_CREDIT(900, "no credit", "Top up the Plivo account.", false),
  ACCOUNT_DISABLED(910, "account disabled", "Ask Plivo why the account is disabled.", false),
  UNSPECIFIED(1000, "unknown error", "Ask Plivo with the message UUID.", false),
  /**
   * Any other code, or none. Permanent: guessing that it passes could cost money again and again.
   */
  UNKNOWN(
      -1, "unknown Plivo code", "Look the code up in Plivo's documentation or ask Plivo.", false);

  private final int code;
  private final String label;
  private final String advice;
  private final boolean retryable;

  ErrorCode(int code, String label, String advice, boolean retryable) {
    this.code = code;
    this.label = label;
    this.advice = advice;
    this.retryable = retryable;
  }

  /** Total: null, blank and unlisted codes are {@link #UNKNOWN}; {@code 000} is {@link #NONE}. */
  public static ErrorCode of(String raw) {
    String digits = raw == null ? "" : raw.strip();
    if (!digits.matches("[0-9]{1,6}")) {
      return UNKNOWN;
    }
    int wanted = Integer.parseInt(digits);
    return Arrays.stream(values()).filter(it -> it.code == wanted).findFirst().orElse(UNKNOWN);
  }

  /** Plivo's name of the code. */
  public String label() {
    return label;
  }

  /** One sentence: what to do about it. */
  public String advice() {
    return advice;
  }

  /** A new attempt, delayed and capped, may succeed. */
  public boolean retryable() {
    return retryable;
  }

  /** The codes of {@link #retryable}, as Plivo writes them. */
  public static List<String> retryableCodes() {
    return Arrays.stream(values())
        .filter(ErrorCode::retryable)
        .map(it -> Integer.toString(it.code))
        .toList();
  }
}
