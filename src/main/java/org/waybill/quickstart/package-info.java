/**
 * {@code mvn package payara-micro:start}: runs Waybill for a person who has set nothing. Called by
 * the container only; asleep unless {@code -Dwaybill.quickstart=true}.
 *
 * <ul>
 *   <li>R1.1 When no API key is configured, the quick start shall make one, keep it in {@code
 *       waybill.data-dir} for its owner only, and never print it.
 *   <li>R1.2 When Waybill is ready, the quick start shall print, last, its address, a command that
 *       sends a message, and where the data is.
 *   <li>R1.3 If a setting is configured by any other source, then that source shall win.
 * </ul>
 */
package org.waybill.quickstart;
