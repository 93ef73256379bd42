package org.waybill.message;

/** The messages of one client with one priority, which wait for one account. */
record Lane(String client, Priority priority) {}
