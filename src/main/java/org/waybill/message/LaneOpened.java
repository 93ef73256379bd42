package org.waybill.message;

/** Fired inside the transaction that saw to it that the lane is in the database. */
record LaneOpened(String account, Lane lane) {}
