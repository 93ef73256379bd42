package org.waybill.deliveryreport;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.waybill.message.DeliveryReport;
import org.waybill.message.FailureReason;
import org.waybill.message.MessageStatus;
import org.waybill.plivo.ErrorCode;
import org.waybill.sender.Address;

/**
 * Reads Plivo's status fields. A genuine payload, numbers masked:
 *
 * <pre>
 * Status=delivered&amp;From=1334203xxxx&amp;TotalRate=0.0025&amp;MCC=405&amp;PartInfo=1+of+1&amp;ErrorCode=
 * &amp;To=9185536xxxxx&amp;Units=1&amp;TotalAmount=0.0025&amp;MNC=803&amp;MessageUUID=83876bdb-...
 * </pre>
 */
final class PlivoWords {
  private static final Map<String, MessageStatus> STATUSES =
      Map.of(
          "queued", MessageStatus.QUEUED,
          "sent", MessageStatus.SENT,
          "delivered", MessageStatus.DELIVERED,
          // WhatsApp: read on the phone, so it was delivered
          "read", MessageStatus.DELIVERED,
          "undelivered", MessageStatus.UNDELIVERED,
          "failed", MessageStatus.FAILED,
          "rejected", MessageStatus.REJECTED);

  private static final Pattern SENDER = Pattern.compile("\\+?[0-9]{3,15}|[A-Za-z0-9 ]{1,11}");
  private static final int PRICE_SCALE = 10;
  private static final int MOST_SCALE = 30;

  /** US dollars for one message: more, or less than nothing, is no price. */
  private static final BigDecimal MOST_PRICE = BigDecimal.valueOf(1_000_000);

  private static final FailureReason NO_CODE =
      new FailureReason("none", "no error code given", "Ask Plivo with the message UUID.");

  private PlivoWords() {}

  /** Empty when the status is missing or a word that Waybill does not know. */
  static Optional<DeliveryReport> read(Told told) {
    return status(told).map(status -> report(told, status));
  }

  /** Whether it says that the message is on its way or has arrived. */
  static boolean tellsOfSuccess(Told told) {
    return status(told).filter(status -> !failed(status)).isPresent();
  }

  private static Optional<MessageStatus> status(Told told) {
    return told.status().map(word -> STATUSES.get(word.toLowerCase(Locale.ROOT)));
  }

  private static DeliveryReport report(Told told, MessageStatus status) {
    return new DeliveryReport(
        told.messageUuid().orElse(null),
        status,
        parsed(told, "Sequence", Integer::valueOf),
        failed(status) ? reason(told) : null,
        parsed(told, "Units", Integer::valueOf),
        parsed(told, "TotalAmount", PlivoWords::price),
        told.field("From").filter(PlivoWords::isSender).map(Address::written).orElse(null),
        told.source(),
        told.receivedAt());
  }

  private static boolean isSender(String from) {
    return SENDER.matcher(from).matches();
  }

  private static boolean failed(MessageStatus status) {
    return status.isFinal() && status != MessageStatus.DELIVERED;
  }

  private static FailureReason reason(Told told) {
    String raw =
        told.field("ErrorCode").filter(code -> code.matches("[0-9A-Za-z_.-]{1,32}")).orElse("");
    ErrorCode code = ErrorCode.of(raw);
    return raw.isEmpty() || code == ErrorCode.NONE
        ? NO_CODE
        : new FailureReason(raw, code.label(), code.advice());
  }

  /** Ten decimals are exact for every price that Plivo writes. */
  private static BigDecimal price(String text) {
    BigDecimal price = new BigDecimal(text);
    boolean plausible = Math.abs(price.scale()) <= MOST_SCALE && price.precision() <= MOST_SCALE;
    return plausible && price.signum() >= 0 && price.compareTo(MOST_PRICE) <= 0
        ? price.setScale(PRICE_SCALE, RoundingMode.HALF_UP)
        : null;
  }

  /** A field that cannot be read is as good as missing; the ledger has it raw. */
  private static <T> T parsed(Told told, String name, Function<String, T> parser) {
    try {
      return told.field(name).filter(text -> text.length() <= 40).map(parser).orElse(null);
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }
}
