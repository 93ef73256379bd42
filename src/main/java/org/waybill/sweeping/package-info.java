/**
 * Finds messages past their deadline, asks Plivo about them and settles them.
 *
 * <p>Called by: Nobody: a timer on every node.
 *
 * <ul>
 *   <li>R5.1 When a deadline has passed without a final report, Plivo shall be asked and believed.
 *   <li>R5.2 If Plivo has nothing final either, then the message shall be failed, provisionally.
 *   <li>R5.3 When several nodes sweep, each stuck message shall be taken by one of them.
 *   <li>R5.4 If a lease runs out, then the message shall become unconfirmed.
 * </ul>
 */
package org.waybill.sweeping;
