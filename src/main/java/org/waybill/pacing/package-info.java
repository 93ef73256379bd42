/**
 * How fast an account may call Plivo, the same for all nodes together.
 *
 * <p>Called by: dispatch, before it claims; sweeping, before it asks.
 *
 * <ul>
 *   <li>R12.1 No more than {@code plivo.messages-per-second} messages of an account shall be
 *       submitted in any second, and no more than {@code plivo.requests-per-5s} requests of any
 *       kind be made in any five, by all nodes.
 *   <li>R12.2 No more than {@code plivo.concurrent-requests} of an account shall be under way.
 *   <li>R12.3 Questions shall leave room for sends: {@code waybill.sweep.questions-per-second} and
 *       {@code waybill.unconfirmed.lists-per-minute} hold for all nodes together.
 *   <li>R12.4 If what went before cannot be read, then nothing shall go.
 *   <li>R12.5 When the clocks of nodes differ, the limits shall hold all the same: time does not
 *       run backwards between two grants.
 * </ul>
 */
package org.waybill.pacing;
