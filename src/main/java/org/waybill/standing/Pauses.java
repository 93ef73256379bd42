package org.waybill.standing;

import java.time.Duration;

/**
 * @param hold between two probes of an account that Plivo refuses, or fails messages of
 * @param open between two probes while the breaker is open
 * @param mostFailures the length of a run that opens the breaker
 */
record Pauses(Duration hold, Duration open, int mostFailures) {}
