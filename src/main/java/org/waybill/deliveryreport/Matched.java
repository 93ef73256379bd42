package org.waybill.deliveryreport;

import org.waybill.message.Progress;

/** What Plivo told of an attempt that is of the ordinary way. */
record Matched(Told told, Progress progress) {}
