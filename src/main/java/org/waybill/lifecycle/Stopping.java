package org.waybill.lifecycle;

/** Fired while the database can still be used: begin no new work, finish what is claimed. */
public record Stopping() {}
