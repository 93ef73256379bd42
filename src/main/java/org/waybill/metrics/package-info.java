/**
 * What a node counts, in the same words and at the same address on every server.
 *
 * <p>Called by: whoever counts; Prometheus, over HTTP, with a key.
 */
package org.waybill.metrics;
