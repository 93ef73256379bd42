package org.waybill.standing;

import java.time.Duration;

/**
 * @param hold between two probes of an account that Plivo refuses
 * @param open between two probes while the breaker is open
 * @param verdict how long a probe that Plivo took is given to be reported sent
 * @param mostFailures the length of a run that opens the breaker
 */
record Pauses(Duration hold, Duration open, Duration verdict, int mostFailures) {}
