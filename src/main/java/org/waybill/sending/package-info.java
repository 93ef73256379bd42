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
 *   <li>R2.4 When a request to send or to retry carries an idempotency key, it shall be done once,
 *       and the first 202 given again.
 *   <li>R2.5 When a caller would wait, it shall be answered when Plivo has named the attempt, the
 *       message has ended or the time is over, and hold no thread or transaction meanwhile.
 *   <li>R2.6 If a message is not {@code accepted} any more, then it shall not be taken back; if it
 *       has not ended badly, or has expired, then it shall not be sent once more.
 *   <li>R2.7 When messages come together, they shall share a transaction; one that is refused shall
 *       be refused alone. If more wait than may, then further ones shall be answered 503 at once.
 * </ul>
 */
package org.waybill.sending;
