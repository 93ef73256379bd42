package org.waybill.bench.load;

import java.util.BitSet;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What became of one run.
 *
 * @param seconds from the first request to the last answer
 * @param due how many should have been begun: under a fixed rate more than were, when the load
 *     generator could not keep it up
 * @param calls how many were begun
 * @param confirmed the places, in the order of the calls, of those that were answered 200 or 202
 * @param answers how many by HTTP status; 0 stands for no answer
 * @param latency in microseconds; under a fixed rate from the moment at which a call was due
 * @param generatorSeconds the CPU time of the load generator's whole process
 */
public record Outcome(
    double seconds,
    int due,
    int calls,
    BitSet confirmed,
    Map<Integer, Long> answers,
    Histogram latency,
    double generatorSeconds) {

  /** Good answers a second. */
  public double rate() {
    return confirmed.cardinality() / seconds;
  }

  /** Whether every call that was due got this answer and none another one. */
  public boolean allAnswered(int status) {
    return answers.equals(Map.of(status, (long) due));
  }

  public double millisAt(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }

  public double slowestMillis() {
    return latency.getMaxValue() / 1e3;
  }

  public double generatorMicrosPerCall() {
    return generatorSeconds * 1e6 / calls;
  }

  /** Of its one event loop's time, roughly: the whole process counts. */
  public double generatorShare() {
    return generatorSeconds / seconds;
  }
}
