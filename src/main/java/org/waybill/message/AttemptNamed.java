package org.waybill.message;

/** Fired inside the transaction in which an attempt's message UUID became known. */
public record AttemptNamed(AttemptRef attempt) {}
