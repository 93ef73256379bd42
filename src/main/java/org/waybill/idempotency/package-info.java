/**
 * Remembers by a client's own key what was answered to a request, so that asking again does not do
 * it again. The protocol is in docs/adr/0007-idempotency-keys-in-the-database.md.
 *
 * <p>Called by: Capabilities that accept something from a client.
 *
 * <ul>
 *   <li>R9.1 When a request carries a key that was answered before, the first answer shall be given
 *       again and nothing shall be done.
 *   <li>R9.2 If the key came with another request, then it shall be refused.
 *   <li>R9.3 While the first request with a key is worked on, its twins shall be refused for now,
 *       on every node.
 *   <li>R9.4 If whoever worked on a key died, then the same request may take it over after the
 *       lease; the two shall never both succeed.
 *   <li>R9.5 If a request is refused or fails, then its key shall be free again.
 *   <li>R9.6 When a key is older than {@code waybill.idempotency.keep-for}, it shall be forgotten.
 *   <li>R9.7 When a request takes several transactions, each shall keep what it did; the same
 *       request shall find it and do only the rest.
 * </ul>
 */
package org.waybill.idempotency;
