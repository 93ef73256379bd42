package org.waybill.sending;

import java.util.Optional;
import org.waybill.sender.Checked;

/**
 * A text that can be sent, and what it costs.
 *
 * @param units GSM-7 septets or UCS-2 units
 * @param segments billed units; Plivo may count fewer, because it may replace typographic
 *     characters: for money its report decides
 */
public record SmsText(String text, Encoding encoding, int units, int segments) {

  public static Checked<SmsText> of(String text) {
    if (text == null || text.isBlank()) {
      return new Checked.Invalid<>("The text is empty.");
    }
    Optional<String> unsendable = unsendable(text);
    if (unsendable.isPresent()) {
      return new Checked.Invalid<>(unsendable.get());
    }
    Encoding encoding = GsmAlphabet.covers(text) ? Encoding.GSM_7 : Encoding.UCS_2;
    int units = text.codePoints().map(encoding::units).sum();
    return units > encoding.most()
        ? new Checked.Invalid<>(tooLong(encoding, units))
        : new Checked.Valid<>(new SmsText(text, encoding, units, segments(text, encoding, units)));
  }

  private static Optional<String> unsendable(String text) {
    if (text.codePoints().anyMatch(SmsText::isLoneSurrogate)) {
      return Optional.of("The text holds half of a surrogate pair, which is no character.");
    }
    return text.codePoints().anyMatch(SmsText::isForbiddenControl)
        ? Optional.of(
            "The text holds a control character; only line feed, carriage return and form feed can"
                + " be sent.")
        : Optional.empty();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isForbiddenControl(int codePoint) {
    return Character.isISOControl(codePoint) && GsmAlphabet.units(codePoint) == 0;
  }

  private static String tooLong(Encoding encoding, int units) {
    String why =
        encoding == Encoding.GSM_7
            ? " (the characters ^ { } \\ [ ~ ] | and the euro sign count as two)"
            : " (it holds a character outside the GSM alphabet)";
    return "The text has %d units; %s takes at most %d%s."
        .formatted(units, encoding.shown(), encoding.most(), why);
  }

  /** Walks, because a character of two units is never split between two segments. */
  private static int segments(String text, Encoding encoding, int units) {
    if (units <= encoding.single()) {
      return 1;
    }
    int segments = 1;
    int used = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int width = encoding.units(text.codePointAt(at));
      if (used + width > encoding.part()) {
        segments++;
        used = 0;
      }
      used += width;
    }
    return segments;
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "SmsText[%s, %d units, %d segments]".formatted(encoding.shown(), units, segments);
  }
}
