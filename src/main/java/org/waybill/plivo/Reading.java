package org.waybill.plivo;

import com.plivo.api.models.message.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.waybill.plivo.ReadResult.Found;
import org.waybill.plivo.ReadResult.Unavailable;
import org.waybill.plivo.ReadResult.Unknown;

/** Turns an answer to {@code GET .../Message/{uuid}/} into a {@link ReadResult}. */
final class Reading {
  private Reading() {}

  static ReadResult ofAnswer(Exchange exchange, Message answer) {
    String state = answer == null ? null : text(answer.getMessageState());
    if (state == null) {
      return new Unavailable(exchange.status(), "Plivo's answer has no state.", Duration.ZERO);
    }
    return new Found(
        state,
        text(answer.getErrorCode()),
        units(answer.getUnits()),
        decimal(answer.getTotalRate()),
        decimal(answer.getTotalAmount()));
  }

  static ReadResult ofFailure(Exchange exchange, Exception failure, Instant now) {
    if (exchange.status().isEmpty()) {
      return new Unavailable(exchange.status(), exchange.whatBroke(failure), Duration.ZERO);
    }
    int status = exchange.status().getAsInt();
    if (status == 404) {
      return new Unknown();
    }
    String why =
        status / 100 == 2
            ? "Plivo's answer could not be read."
            : "Plivo answered %d.".formatted(status);
    return new Unavailable(exchange.status(), why, RetryAfter.parse(exchange.retryAfter(), now));
  }

  private static String text(String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static Integer units(Long value) {
    return value == null || value < 0 || value > Integer.MAX_VALUE ? null : value.intValue();
  }

  // A price that cannot be read must not hide the state that can.
  private static BigDecimal decimal(String value) {
    try {
      return value == null ? null : new BigDecimal(value.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
