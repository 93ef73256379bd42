package org.waybill.suppression;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waybill.deliveryreport.InboundReceived;

/**
 * What a recipient's message says about wanting messages: Plivo's word for it, else the keyword.
 */
final class OptOutWords {
  private static final Set<String> OUT =
      Set.of(
          "stop",
          "stopall",
          "stop all",
          "unsubscribe",
          "cancel",
          "end",
          "quit",
          "revoke",
          "optout");
  private static final Set<String> IN = Set.of("start", "unstop", "yes", "optin");

  /** With some room for blanks inside. */
  private static final int LONGEST = 40;

  private OptOutWords() {}

  /** True: wants no more; false: wants them again; empty: says nothing of it. */
  static Optional<Boolean> optsOut(InboundReceived inbound) {
    return inbound
        .intent()
        .flatMap(OptOutWords::read)
        .or(() -> inbound.text().flatMap(OptOutWords::read));
  }

  /** Without what is no letter around it; nothing if it is longer than any keyword. */
  private static String inner(String words) {
    int begin = 0;
    int end = words.length();
    while (begin < end && !Character.isLetter(words.charAt(begin))) {
      begin++;
    }
    while (end > begin && !Character.isLetter(words.charAt(end - 1))) {
      end--;
    }
    return end - begin > LONGEST ? "" : words.substring(begin, end);
  }

  /** The whole message is the keyword, as carriers have it, whatever signs stand around it. */
  private static Optional<Boolean> read(String words) {
    String keyword = inner(words).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (OUT.contains(keyword)) {
      return Optional.of(true);
    }
    return IN.contains(keyword) ? Optional.of(false) : Optional.empty();
  }
}
