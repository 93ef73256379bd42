package org.waybill.lifecycle;

/**
 * Fired first, before the database is touched. A capability observes it to read its settings; a
 * {@link org.waybill.settings.SettingException} thrown by an observer stops the start.
 */
public record Starting() {}
