/**
 * Lets a caller wait a few seconds for Plivo's answer to its message, without holding a thread, a
 * transaction or a connection.
 *
 * <p>Called by: Capabilities that answer clients.
 *
 * <ul>
 *   <li>R10.1 When a message that is waited for has a message UUID or has ended, the wait shall be
 *       over, whichever node submitted it.
 *   <li>R10.2 If the wait is longer than was asked for, it shall be over.
 *   <li>R10.3 If too many wait already, then the caller shall be answered at once.
 *   <li>R10.4 When the application stops, every wait shall be over.
 * </ul>
 */
package org.waybill.waiting;
