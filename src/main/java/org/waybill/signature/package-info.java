/**
 * Decides whether a webhook was signed by Plivo.
 *
 * <p>Called by {@code deliveryreport}, which reads headers and body; knows no HTTP server. It never
 * logs and keeps nothing.
 *
 * <ul>
 *   <li>R1.1 When a signature of a family that the policy allows matches a configured token, the
 *       request shall be genuine and the matching header shall be named.
 *   <li>R1.2 If any V3 header or nonce is present, V2 shall not be looked at (policy STRICT).
 *   <li>R1.3 Every token and every signature of a comma-separated header shall be tried, and be
 *       compared in constant time.
 *   <li>R1.4 {@code Ma} headers shall be checked with the main account's tokens, plain headers with
 *       the account's own.
 *   <li>R1.5 When nothing matches, the verdict shall say what a person can do about it, without
 *       token, signature or number.
 *   <li>R1.6 If a form is malformed or has more than 500 fields, it shall not be read at all.
 * </ul>
 *
 * <p>Out of scope: replays (Plivo signs no time), the size of a body, the answer to the caller.
 */
package org.waybill.signature;
