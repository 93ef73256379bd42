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
 * </ul>
 */
package org.waybill.access;
