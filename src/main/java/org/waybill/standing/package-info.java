/**
 * Whether an account may be used: its hold, and its circuit breaker.
 *
 * <p>Called by: dispatch, before it claims and after each answer.
 *
 * <ul>
 *   <li>R13.1 When Plivo refuses the account (credentials, credit, disabled), the account shall be
 *       held: nothing is submitted but one probe at a time, until one succeeds, however late that
 *       is reported.
 *   <li>R13.2 When a run of sends got no usable answer, the breaker shall open; after a pause one
 *       probe at a time shall go, and the first that Plivo takes closes it.
 *   <li>R13.3 A send whose answer was lost and whose callback comes shall count as taken.
 *   <li>R13.4 While an account is held, no message shall lose a try or its time to live by it.
 *   <li>R13.5 When the condition of an account changes, it shall be logged once, and be seen in the
 *       metrics and in the details of health, on every node.
 * </ul>
 */
package org.waybill.standing;
