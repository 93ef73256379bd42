/**
 * What an account may cost in a day.
 *
 * <p>Called by: sending, before it accepts; dispatch, before it claims. Days are UTC.
 *
 * <ul>
 *   <li>R14.1 When {@code plivo.daily-messages} messages of a day have been accepted for an
 *       account, further ones for that day shall be refused.
 *   <li>R14.2 When what Plivo billed on a day reaches {@code plivo.daily-spend}, messages for that
 *       day shall be refused, and none shall be submitted before the next.
 *   <li>R14.3 If a cap cannot be read, then nothing shall be accepted or submitted.
 *   <li>R14.4 What a report bills shall be counted in the same transaction, exactly and once.
 * </ul>
 */
package org.waybill.spending;
