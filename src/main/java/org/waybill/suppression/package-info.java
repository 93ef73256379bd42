/**
 * Who has opted out of which sender: learned from STOP and START, from Plivo's error 200, and by
 * API.
 *
 * <p>Called by: sending and dispatch, before Plivo is; operators, over HTTP.
 *
 * <ul>
 *   <li>R11.1 When a recipient sends STOP to a sender, or Plivo says that it did, no message shall
 *       be submitted from that sender to that recipient.
 *   <li>R11.2 When the recipient sends START, or the entry is removed, messages shall be taken
 *       again, whatever Plivo then says of those that were sent before.
 *   <li>R11.3 The entry and the report that made it shall be one transaction.
 *   <li>R11.4 When a recipient has opted out of one sender of an account's pool, no message that
 *       takes its sender from the pool shall be submitted to that recipient; a message that names
 *       its sender shall be judged by that sender alone.
 *   <li>R11.5 When a recipient sends STOP to a number that Plivo took from a powerpack for it, the
 *       powerpack shall count as opted out of, until no such number does.
 * </ul>
 */
package org.waybill.suppression;
