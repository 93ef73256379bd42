/**
 * Typed reading of MicroProfile Config.
 *
 * <p>Called by: Every capability.
 *
 * <ul>
 *   <li>R9.1 If a setting is missing or malformed, then the start shall stop with one sentence that
 *       names it and never repeats its value.
 * </ul>
 */
package org.waybill.settings;
