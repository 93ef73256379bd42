/**
 * The API by which clients send messages and read what became of them.
 *
 * <p>Called by: Clients with a key, over HTTP.
 *
 * <ul>
 *   <li>R2.1 When 202 is answered, the message shall be committed.
 *   <li>R2.2 If a request has faults, then all of them shall be answered at once, each with a
 *       pointer to its member.
 *   <li>R2.3 A list shall be read by keyset cursor, newest first, and never counted.
 * </ul>
 */
package org.waybill.sending;
