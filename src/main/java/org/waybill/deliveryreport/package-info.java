/**
 * Receives what Plivo reports, keeps it in the ledger and applies it.
 *
 * <p>Called by: Plivo, over HTTP, signed; the sweeper with Plivo's answers.
 *
 * <ul>
 *   <li>R4.1 When a callback is answered 200, its ledger row and its effect shall be committed.
 *   <li>R4.2 If a signature is missing or wrong, then nothing shall be stored, and the log shall
 *       say why.
 *   <li>R4.3 If a nonce comes again, then the same content shall change nothing and other content
 *       shall be refused.
 *   <li>R4.4 When a report names a UUID that nobody knows, it shall be kept and applied as soon as
 *       the UUID is known.
 *   <li>R4.5 If a report was signed by another account than that of its attempt, then it shall be
 *       kept and change nothing.
 *   <li>R4.6 When callbacks come together, they shall share a transaction; one that cannot be
 *       stored shall fail alone.
 *   <li>R4.7 If more callbacks wait than may, then further ones shall be answered 503 at once.
 *   <li>R4.8 The reports of one message shall be applied in the order of their arrival.
 *   <li>R4.9 If an incoming message is told of again, then it shall be kept and change nothing.
 * </ul>
 */
package org.waybill.deliveryreport;
