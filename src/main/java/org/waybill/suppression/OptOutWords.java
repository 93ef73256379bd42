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

  private OptOutWords() {}

  /** True: wants no more; false: wants them again; empty: says nothing of it. */
  static Optional<Boolean> optsOut(InboundReceived inbound) {
    return inbound
        .intent()
        .flatMap(OptOutWords::read)
        .or(() -> inbound.text().flatMap(OptOutWords::read));
  }

  /** The whole message is the keyword, as carriers have it, whatever signs stand around it. */
  private static Optional<Boolean> read(String words) {
    String keyword =
        words.toLowerCase(Locale.ROOT).replaceAll("^\\P{L}+|\\P{L}+$", "").replaceAll("\\s+", " ");
    if (OUT.contains(keyword)) {
      return Optional.of(true);
    }
    return IN.contains(keyword) ? Optional.of(false) : Optional.empty();
  }
}
