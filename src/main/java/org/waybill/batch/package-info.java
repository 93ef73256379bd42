/**
 * Accepts up to 1,000 messages with one request.
 *
 * <p>Called by: Clients with a key, over HTTP.
 *
 * <ul>
 *   <li>R11.1 If the body is not well-formed, too large or has too many entries, then the whole
 *       batch shall be refused and nothing accepted.
 *   <li>R11.2 Otherwise each entry shall have one result, in order, which says that it was accepted
 *       or why not; a bad entry shall not spoil the others.
 *   <li>R11.3 When a result says 202, its message shall be committed.
 *   <li>R11.4 Each entry shall count as one send against the limit of its client.
 *   <li>R11.5 No more than one chunk of entries shall be held as objects at a time.
 *   <li>R11.6 When a batch comes again under its idempotency key, on whatever node, each entry
 *       shall be answered as before, and worked on only if it was not or had failed for the
 *       database's sake.
 *   <li>R11.7 While a client's batches are slow to come, those of others shall be taken.
 * </ul>
 */
package org.waybill.batch;
