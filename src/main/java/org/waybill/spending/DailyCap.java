package org.waybill.spending;

import java.math.BigDecimal;
import java.util.Optional;
import org.waybill.plivo.AccountKeys;
import org.waybill.settings.Settings;

/**
 * The caps of one account; empty where there is none.
 *
 * @param messages accepted for a day, new attempts included
 * @param spend US dollars, as Plivo bills them
 */
record DailyCap(Optional<Integer> messages, Optional<BigDecimal> spend) {
  /** Of an account that no settings describe: nothing is accepted for it. */
  static final DailyCap CLOSED = new DailyCap(Optional.of(0), Optional.empty());

  static DailyCap of(AccountKeys keys, Settings settings) {
    String messages = keys.own("daily-messages");
    return new DailyCap(
        settings.text(messages).map(any -> settings.number(messages, 1, 1, 1_000_000_000)),
        settings.decimal(keys.own("daily-spend")));
  }
}
