/**
 * The one clock, and which times can be kept.
 *
 * <p>Called by: Everybody.
 */
package org.waybill.time;
