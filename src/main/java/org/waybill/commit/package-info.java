/**
 * Group commit: what comes at the same time shares a transaction.
 *
 * <p>Called by: deliveryreport, for callbacks; sending, for messages; waiting, for its tellers.
 *
 * <ul>
 *   <li>R15.1 When work comes while a transaction is under way, it shall be committed together with
 *       everything else that comes meanwhile; alone work shall not wait for company.
 *   <li>R15.2 If one of them cannot be committed, then it shall fail alone.
 *   <li>R15.3 If more wait than may, then further work shall be refused at once.
 *   <li>R15.4 Work of the same lane shall be committed in the order of its arrival.
 *   <li>R15.5 When the node stops, what was taken in shall be committed.
 *   <li>R15.6 While it is told what became of a group, the next one shall be committed. If a few
 *       who are told do not listen, then the others shall be told nevertheless.
 * </ul>
 */
package org.waybill.commit;
