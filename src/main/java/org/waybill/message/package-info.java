/**
 * A message, its attempts, its history and the one state machine.
 *
 * <p>Called by: Everybody; it calls {@link org.waybill.rows} only.
 *
 * <ul>
 *   <li>R1.1 When a status is written, the move shall be one that {@link
 *       org.waybill.message.MessageStatus} allows, and the history shall keep it.
 *   <li>R1.2 When the same reports arrive in another order or number, the message shall end in the
 *       same state with the same history.
 *   <li>R1.3 When a genuine report follows a failure that only we had declared, it shall correct
 *       it.
 *   <li>R1.4 When a status changes, {@link org.waybill.message.StatusChanges} shall be fired in the
 *       same transaction.
 *   <li>R1.5 When an attempt arrived or still may, the message shall stand where the newest such
 *       attempt stands; an attempt that waits and would double it shall be taken back, and so shall
 *       one that Waybill opened in the place of one that it had wrongly declared failed.
 *   <li>R1.6 While a new attempt is planned, the message shall stay as it ended; when a report or a
 *       client changes that, the plan shall be dropped.
 * </ul>
 */
package org.waybill.message;
