package org.waybill.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what was found. */
public final class Report {
  private Report() {}

  public static void write(Findings findings, Path directory) throws IOException {
    Files.writeString(directory.resolve("summary.md"), Markdown.of(findings));
    Files.writeString(directory.resolve("report.html"), Html.of(findings));
    findings.say("see %s and summary.md beside it", directory.resolve("report.html"));
  }
}
