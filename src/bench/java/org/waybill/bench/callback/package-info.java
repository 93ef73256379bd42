/** The callbacks of Plivo's that the load consists of, made and signed before a run. */
package org.waybill.bench.callback;
