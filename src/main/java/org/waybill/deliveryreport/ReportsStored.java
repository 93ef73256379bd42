package org.waybill.deliveryreport;

/** Fired inside the transaction that stores them. */
record ReportsStored(ReportKind kind, ReportOutcome outcome, int many) {}
