package org.waybill.bench.report;

import java.util.stream.Collectors;
import org.waybill.bench.report.Findings.Run;

/** The report with plots, one page that needs nothing from elsewhere. */
final class Html {
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
          + "table{border-collapse:collapse;font-size:13px}"
          + "td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left}"
          + "svg{width:100%;background:#fafafa}line{stroke:#ddd}text{font-size:11px;fill:#555}"
          + "polyline{fill:none;stroke:#0a6;stroke-width:2}";

  private Html() {}

  static String of(Findings findings) {
    return "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">"
        + "<title>Benchmark of Waybill</title><style>"
        + STYLE
        + "</style>"
        + tables(Markdown.of(findings))
        + "<h2>Latency by percentile, from the moment a call was due</h2>"
        + findings.runs().stream()
            .filter(Run::plotted)
            .map(Html::plot)
            .collect(Collectors.joining())
        + "</html>\n";
  }

  private static String plot(Run run) {
    return "<h3>" + escaped(run.name()) + "</h3>" + Plot.of(run.outcome());
  }

  /** The summary's own Markdown: headings, tables and bold words. */
  private static String tables(String markdown) {
    return markdown
        .lines()
        .filter(line -> !line.startsWith("|---"))
        .map(Html::line)
        .collect(Collectors.joining("\n"))
        .replace("</table>\n<table>", "");
  }

  private static String line(String line) {
    if (line.startsWith("#")) {
      int level = line.indexOf(' ');
      return "<h%d>%s</h%d>".formatted(level, escaped(line.substring(level + 1)), level);
    }
    return line.startsWith("|")
        ? "<table><tr><td>"
            + escaped(line.substring(2, line.length() - 2))
                .replace(" | ", "</td><td>")
                .replaceAll("\\*\\*(.+?)\\*\\*", "<b>$1</b>")
            + "</td></tr></table>"
        : line;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
