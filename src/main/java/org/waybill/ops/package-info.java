/**
 * The application's life: the order of its start and stop, and its health. Called by the container
 * only.
 *
 * <ul>
 *   <li>R1.1 If a setting is missing or malformed, then the start shall fail with one sentence that
 *       names it.
 *   <li>R1.2 If the start fails and {@code waybill.exit-on-failed-start} is true, then the process
 *       shall end with status 1, that sentence last.
 *   <li>R1.3 While the database does not answer within two seconds, the application shall be live
 *       and not ready.
 * </ul>
 */
package org.waybill.ops;
