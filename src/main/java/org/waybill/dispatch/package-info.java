/**
 * Submits accepted messages to Plivo: claim, call, record.
 *
 * <p>Called by: Nobody: it is woken by events and by its own scan.
 *
 * <ul>
 *   <li>R3.1 When a message is committed, it shall be submitted within 100 ms in the ordinary case.
 *   <li>R3.2 While Plivo is called, no transaction and no connection shall be held.
 *   <li>R3.3 If the outcome of a send is unknown, then the message shall become unconfirmed and
 *       shall not be sent again here.
 *   <li>R3.4 If a message is found at or after its {@code expiresAt}, then it shall fail as {@code
 *       expired} and not be submitted.
 *   <li>R3.5 When the application stops, claimed messages shall be submitted and recorded, or their
 *       leases shall run out.
 *   <li>R3.6 When all that is due has been claimed, nothing shall be looked for until a commit or
 *       the scan tells of more.
 *   <li>R3.7 When a node's clock that was ahead is set right, what was accepted by it shall not
 *       wait until then.
 * </ul>
 */
package org.waybill.dispatch;
