package org.waybill.bench.report;

import java.util.Locale;
import java.util.stream.Collectors;
import org.waybill.bench.load.Outcome;
import org.waybill.bench.report.Findings.Goal;
import org.waybill.bench.report.Findings.Proof;
import org.waybill.bench.report.Findings.Run;

/** The summary as text. */
final class Markdown {
  private Markdown() {}

  static String of(Findings findings) {
    return "# Benchmark of Waybill\n\n"
        + table("goal | measured | wanted | held", findings.goals(), Markdown::row)
        + "\n## Runs\n\n"
        + table(
            "run | rate | p50 | p99 | p99.9 | slowest | calls | answers | generator's CPU",
            findings.runs(),
            Markdown::row)
        + "\n## Per operation (JMH)\n\n"
        + table(
            "what | time | allocated",
            findings.micros(),
            micro -> "%s | %.0f ns | %.0f B".formatted(micro.name(), micro.nanos(), micro.bytes()))
        + "\n## Right after each run\n\n"
        + table("run | found | right", findings.proofs(), Markdown::row)
        + "\n## Where\n\n"
        + table(
            "what | is",
            findings.machine().entrySet(),
            entry -> entry.getKey() + " | " + entry.getValue());
  }

  private static <T> String table(
      String head, Iterable<T> rows, java.util.function.Function<T, String> row) {
    StringBuilder table = new StringBuilder("| " + head + " |\n");
    table.append(head.replaceAll("[^|]+", "---").replaceAll("^|$", "|")).append('\n');
    rows.forEach(one -> table.append("| ").append(row.apply(one)).append(" |\n"));
    return table.toString();
  }

  private static String row(Goal goal) {
    return "%s | %s | %s | %s"
        .formatted(
            goal.what(),
            goal.measuredWords(),
            goal.wantedWords(),
            goal.isHeld() ? "yes" : "**no**");
  }

  private static String row(Proof proof) {
    return "%s | %s | %s".formatted(proof.run(), proof.words(), proof.isRight() ? "yes" : "**no**");
  }

  private static String row(Run run) {
    Outcome outcome = run.outcome();
    return String.format(
        Locale.ROOT,
        "%s | %,.0f/s | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %,d | %s | %.0f us/call",
        run.name(),
        outcome.rate(),
        outcome.millisAt(50),
        outcome.millisAt(99),
        outcome.millisAt(99.9),
        outcome.slowestMillis(),
        outcome.calls(),
        answers(outcome),
        outcome.generatorMicrosPerCall());
  }

  private static String answers(Outcome outcome) {
    return outcome.answers().entrySet().stream()
        .map(each -> each.getValue() + " × " + (each.getKey() == 0 ? "none" : each.getKey()))
        .collect(Collectors.joining(", "));
  }
}
