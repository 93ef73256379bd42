package org.waybill.bench.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waybill.bench.load.Outcome;

/** Latency by percentile as SVG: both axes logarithmic, so that the slowest are seen best. */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int BOTTOM = 36;

  /** From 0.1 ms to 10 s. */
  private static final int MILLI_DECADES = 5;

  /** Up to 99.999 %. */
  private static final int NINES = 5;

  private static final int STEPS = 200;

  private Plot() {}

  static String of(Outcome outcome) {
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\">%s%s<polyline points=\"%s\"/></svg>"
        .formatted(WIDTH, HEIGHT, times(), percentiles(), curve(outcome));
  }

  private static String times() {
    return IntStream.rangeClosed(0, MILLI_DECADES)
        .mapToObj(
            decade -> {
              double y = y(Math.pow(10, decade - 1));
              return line(LEFT, y, WIDTH, y)
                  + text(LEFT - 6, y + 4, "end", label(Math.pow(10, decade - 1)));
            })
        .collect(Collectors.joining());
  }

  private static String label(double millis) {
    return millis < 1
        ? millis + " ms"
        : millis < 1000 ? (int) millis + " ms" : (int) (millis / 1000) + " s";
  }

  private static String percentiles() {
    String[] labels = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};
    return IntStream.rangeClosed(0, NINES)
        .mapToObj(
            nines -> {
              double x = x(nines);
              String anchor = nines == NINES ? "end" : "middle";
              return line(x, 0, x, HEIGHT - BOTTOM)
                  + text(x, HEIGHT - BOTTOM + 18, anchor, labels[nines]);
            })
        .collect(Collectors.joining());
  }

  private static String curve(Outcome outcome) {
    double most = Math.min(NINES, Math.log10(Math.max(1, outcome.calls())));
    return IntStream.rangeClosed(0, STEPS)
        .mapToDouble(step -> step * most / STEPS)
        .mapToObj(nines -> point(nines, outcome.millisAt(100 - 100 / Math.pow(10, nines))))
        .collect(Collectors.joining(" "));
  }

  private static String point(double nines, double millis) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(nines), y(millis));
  }

  private static double x(double nines) {
    return LEFT + nines * (WIDTH - LEFT) / NINES;
  }

  private static double y(double millis) {
    double decades = Math.log10(Math.max(0.1, millis)) + 1;
    return (HEIGHT - BOTTOM) * (1 - Math.min(decades, MILLI_DECADES) / MILLI_DECADES);
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x1, y1, x2, y2);
  }

  private static String text(double x, double y, String anchor, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        Math.max(12, y),
        anchor,
        words);
  }
}
