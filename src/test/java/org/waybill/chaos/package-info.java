/**
 * The proof that no message is lost and none sent twice, whatever dies in between.
 *
 * <p>Two nodes share one PostgreSQL and reach the sandbox over a {@link org.waybill.chaos.Line}.
 * {@link org.waybill.chaos.Clients} send numbered messages while a {@link org.waybill.chaos.Storm}
 * kills, freezes and cuts. When all has come to rest, an {@link org.waybill.chaos.Audit} compares
 * what the clients were promised, what the nodes tell and what the sandbox counted.
 *
 * <ul>
 *   <li>C1 Every number that a client was answered 202 for shall be one message.
 *   <li>C2 Every message shall end as its recipient asks for; or {@code unconfirmed_send},
 *       provisionally, where Plivo did not take it or never tells of it.
 *   <li>C3 Plivo shall have taken every attempt at most once, exactly once if it has a message
 *       UUID, and not at all if it never arrived or was refused.
 *   <li>C4 Every report that was answered 200 shall be in the ledger.
 *   <li>C5 No change of a status shall be told twice, and the last one shall be where the message
 *       stands.
 *   <li>C6 No log shall hold a number, a text or a secret.
 * </ul>
 *
 * <p>It knows the nodes by their API, their settings and their processes only.
 */
package org.waybill.chaos;
