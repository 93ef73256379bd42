/**
 * The one clock.
 *
 * <p>Called by: Everybody.
 */
package org.waybill.time;
