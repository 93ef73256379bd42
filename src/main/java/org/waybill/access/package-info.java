/**
 * Who may call the API, how often, and the headers on every answer.
 *
 * <p>Called by: The container.
 *
 * <ul>
 *   <li>R6.1 If a call to {@code /api} other than a webhook has no valid key, then it shall be
 *       refused with 401, whether the address exists or not.
 *   <li>R6.2 If a caller exceeds its limit, then it shall be refused with 429 and {@code
 *       Retry-After}.
 *   <li>R6.3 Each key shall stand for one client; a key shall not be kept, only its hash, and be
 *       compared in constant time.
 *   <li>R6.4 If a key is missing or another client's, or a named client's has fewer than 16
 *       characters, then the start shall stop.
 *   <li>R6.5 Every answer shall carry careful headers and the status that was meant, whichever
 *       thread writes it.
 * </ul>
 */
package org.waybill.access;
