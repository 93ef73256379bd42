/**
 * The sandbox: a look-alike of Plivo's message API, for the quick start, for tests and for trying
 * things out.
 *
 * <p>It is reached over HTTP only, like Plivo. It shares no code with the application and imports
 * none of it, so that a mistake in one is not repeated in the other; an application under test
 * knows it by the base URL {@code /sandbox/plivo/v1/}.
 *
 * <ul>
 *   <li>S1.1 Unless {@code waybill.sandbox} is true, every address shall answer 404.
 *   <li>S1.2 It shall admit every account of the settings, {@code plivo.auth-id} and {@code
 *       plivo.<name>.auth-id} for each of {@code plivo.accounts}, with any of its auth tokens,
 *       compared in constant time; the newest token signs. Without these settings it shall answer
 *       401.
 *   <li>S1.3 Each account shall have its own messages and limits and see no other's.
 *   <li>S2.1 It shall refuse what Plivo refuses: parameters, 300 requests in 5 seconds ({@code
 *       waybill.sandbox.requests-per-5s}), 20 lists in a minute ({@code
 *       waybill.sandbox.lists-per-minute}); 0 lifts a limit. A request over a limit counts for
 *       nothing but {@code /sandbox/accepted}.
 *   <li>S2.2 The last three digits of the recipient choose what happens: {@link
 *       org.plivosandbox.Behaviour}.
 *   <li>S2.3 Where POSTs to one recipient are answered differently, they are counted per sender and
 *       recipient, and after the last of the round the next one starts anew. A POST refused by S2.1
 *       does not count.
 *   <li>S3.1 Callbacks shall carry Plivo's fields and both signature families, and go out in order
 *       unless the recipient says otherwise.
 *   <li>S3.2 If a callback is not answered 2xx within 8 seconds it shall be repeated after 60, 120
 *       and 240 seconds ({@code waybill.sandbox.retry-delays}): same body, new nonces.
 *   <li>S4.1 {@code GET /sandbox/accepted} shall show how many sends of an account arrived and
 *       which were accepted, newest first, each with its callback {@code url}.
 * </ul>
 *
 * <p>Everything is in memory: the last 100,000 messages of each account, gone with the server. Out
 * of scope: incoming SMS, voice, MMS, WhatsApp, subaccounts, throughput queues.
 */
package org.plivosandbox;
