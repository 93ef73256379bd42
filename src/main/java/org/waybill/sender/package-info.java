/**
 * Phone numbers, what a message comes from, and which sender of its account's pool it gets.
 *
 * <p>Called by: Capabilities that accept messages, judge them, or read what Plivo tells.
 *
 * <ul>
 *   <li>R12.1 When a message names no sender, it shall get the one from which its account last sent
 *       to the recipient, if that is in the pool and reaches the recipient.
 *   <li>R12.2 Otherwise every node shall choose the same sender, and a sender that joins or leaves
 *       the pool shall change the choice of those recipients only that get it or had it.
 *   <li>R12.3 If no sender of the pool reaches the recipient, then the message shall be refused.
 *   <li>R12.4 If a sender of the settings is none, then the start shall stop and name the setting.
 * </ul>
 */
package org.waybill.sender;
