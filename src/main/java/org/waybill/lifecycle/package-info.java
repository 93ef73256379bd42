/**
 * The three moments of the application's life, as CDI events that {@code org.waybill.ops.Startup}
 * fires in its own thread, outside any transaction. Every capability may observe them; this package
 * knows none.
 */
package org.waybill.lifecycle;
