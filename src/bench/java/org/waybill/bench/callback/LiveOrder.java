package org.waybill.bench.callback;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The order in which the reports of many messages come: three of each, in their own order, those of
 * hundreds of messages between them.
 */
final class LiveOrder {
  static final int REPORTS = 3;

  /** The ways of this many messages overlap at least and at most. */
  private static final int LEAST = 100;

  private static final int MOST = 400;

  private LiveOrder() {}

  /** For each place the message, counted from 0, times {@link #REPORTS}, plus its report. */
  static int[] of(int messages) {
    SplittableRandom random = new SplittableRandom(messages);
    long[] due = new long[messages * REPORTS];
    for (int message = 0; message < messages; message++) {
      long at = message;
      for (int report = 0; report < REPORTS; report++) {
        int code = message * REPORTS + report;
        due[code] = at << 32 | code;
        at += random.nextInt(LEAST, MOST);
      }
    }
    Arrays.parallelSort(due);
    return Arrays.stream(due).mapToInt(one -> (int) one).toArray();
  }
}
