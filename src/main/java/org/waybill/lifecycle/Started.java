package org.waybill.lifecycle;

/** Fired when the schema is current and the database can be used: work may begin. */
public record Started() {}
