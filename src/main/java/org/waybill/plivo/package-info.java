/**
 * The seam to Plivo's API: one message out, one message read back, every outcome a value.
 *
 * <p>Called by {@code dispatch}, {@code deliveryreport} and {@code sweeping}; knows nothing of
 * them. Plivo's words for a status are passed on as they are.
 *
 * <ul>
 *   <li>R1.1 One call of {@code submit} shall put at most one POST on the wire, whatever Plivo or
 *       the network does.
 *   <li>R1.2 When no byte of the request can have left, the result shall be {@code Retryable}.
 *   <li>R1.3 When the request may have left and Plivo did not clearly refuse it, the result shall
 *       be {@code Unconfirmed}.
 *   <li>R1.4 When the account is at fault (401, 402), the result shall be {@code Held}.
 *   <li>R1.5 No result, exception or {@code toString} shall hold a number, a text or a secret.
 *   <li>R1.6 When the credentials are missing or malformed, the start shall stop and say what to
 *       set.
 *   <li>R1.7 The sandbox's default credentials shall exist only in sandbox mode.
 * </ul>
 *
 * <p>Out of scope: retry policy, limits, signatures of callbacks, mapping Plivo's status words.
 */
package org.waybill.plivo;
