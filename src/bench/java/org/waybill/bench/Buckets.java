package org.waybill.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Prometheus histogram in seconds.
 *
 * @param upTo how many were at most as long as each bound
 */
record Buckets(Map<Double, Double> upTo) {

  /** Its series are added up whatever their other labels say. */
  static Buckets of(String name, String metrics) {
    Map<Double, Double> upTo = new TreeMap<>();
    Matcher line =
        Pattern.compile("(?m)^" + name + "_bucket\\{.*?le=\"([^\"]+)\".*?} (\\S+)")
            .matcher(metrics);
    while (line.find()) {
      upTo.merge(bound(line.group(1)), Double.valueOf(line.group(2)), Double::sum);
    }
    return new Buckets(upTo);
  }

  private static double bound(String words) {
    return words.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(words);
  }

  Buckets since(Buckets before) {
    Map<Double, Double> more = new TreeMap<>();
    upTo.forEach((bound, count) -> more.put(bound, count - before.upTo.getOrDefault(bound, 0.0)));
    return new Buckets(more);
  }

  boolean isEmpty() {
    return upTo.getOrDefault(Double.POSITIVE_INFINITY, 0.0) == 0;
  }

  /** The bound of the bucket that holds the quantile: the true value is not above it. */
  double millisAt(double quantile) {
    double wanted = quantile * upTo.get(Double.POSITIVE_INFINITY);
    return upTo.entrySet().stream()
            .filter(bucket -> bucket.getValue() >= wanted)
            .mapToDouble(Map.Entry::getKey)
            .findFirst()
            .orElseThrow()
        * 1000;
  }
}
