/**
 * Errors as problem+json (RFC 9457), and bodies with a limit.
 *
 * <p>Called by: Every boundary.
 *
 * <ul>
 *   <li>R7.1 An error answer shall hold no phone number, text or secret.
 *   <li>R7.2 If the fault is ours, then the answer shall hold an instance that is also in the log,
 *       and nothing else of the fault.
 *   <li>R7.3 While the database is away, the answer shall be 503 with {@code Retry-After}.
 * </ul>
 */
package org.waybill.problem;
