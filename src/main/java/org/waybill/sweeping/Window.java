package org.waybill.sweeping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The part of Plivo's log in which sends stand if they arrived. */
record Window(Instant since, Instant until) {
  /** How far Plivo's clock may be from ours. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(30);

  /**
   * @param sends at least one
   * @param lease from the claim of a send: its request may leave late, but has ended by then
   */
  static Window of(List<UnconfirmedSend> sends, Duration lease) {
    Instant first = sends.stream().map(UnconfirmedSend::submittingAt).min(Instant::compareTo).get();
    Instant last = sends.stream().map(UnconfirmedSend::submittingAt).max(Instant::compareTo).get();
    return new Window(first.minus(CLOCK_DIFFERENCE), last.plus(lease).plus(CLOCK_DIFFERENCE));
  }
}
