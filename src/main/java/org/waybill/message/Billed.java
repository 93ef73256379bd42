package org.waybill.message;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Fired inside the transaction in which Plivo's price of an attempt became known, or another one.
 *
 * @param amount US dollars more than was known before; negative when it is less
 */
public record Billed(String account, BigDecimal amount, Instant at) {}
