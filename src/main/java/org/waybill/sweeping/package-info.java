/**
 * Asks Plivo about messages past their deadline, and about those whose reports may be lost, and
 * settles them.
 *
 * <p>Called by: Nobody: a timer on every node.
 *
 * <ul>
 *   <li>R5.1 When a deadline has passed without a final report, Plivo shall be asked and believed.
 *   <li>R5.2 If Plivo has nothing final either, then the message shall be failed, provisionally.
 *   <li>R5.3 When several nodes sweep, each stuck message shall be taken by one of them.
 *   <li>R5.4 If a lease runs out, then the message shall become unconfirmed.
 *   <li>R5.5 When Plivo's log shows an unconfirmed send, it shall be adopted; when it provably
 *       never arrived, it shall be sent anew, as often as what is turned away; else it shall be
 *       failed, provisionally.
 *   <li>R5.6 When no node was at work for minutes, Plivo shall be asked about every message on its
 *       way.
 *   <li>R5.7 When a callback comes after minutes without any, Plivo shall be asked about every
 *       message on its way since before; one node shall see to it.
 *   <li>R5.8 When nothing was heard for minutes of a message on its way, Plivo shall be asked, once
 *       in each status; what is not final then shall keep its deadline.
 *   <li>R5.9 While many questions wait, they shall be paced and spread, so that deadlines are held.
 *   <li>R5.10 When a send that was given up is found in Plivo's log, or reported, it shall be
 *       corrected.
 *   <li>R5.11 If Plivo does not answer, then it shall be asked for a quarter of an hour from the
 *       first question after the deadline on.
 *   <li>R5.12 When an accepted message has expired, it shall be failed, whether or not its account
 *       may send.
 *   <li>R5.13 While Plivo's log is read for one account, the unconfirmed sends of the others shall
 *       be looked for.
 * </ul>
 */
package org.waybill.sweeping;
