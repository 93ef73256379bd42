package org.waybill.message;

import java.time.Duration;

/**
 * How long nothing may be heard of a message that is on its way before Plivo is asked. Whoever asks
 * produces it: the model knows no settings.
 */
public record Silence(Duration atMost) {}
