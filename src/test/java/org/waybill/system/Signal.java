package org.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** What an operating system can do to processes that Java cannot. */
enum Signal {
  /** Freezes: not a single instruction runs until {@link #CONT}. */
  STOP,
  CONT,
  /** Has a JVM write what each of its threads does. */
  QUIT,
  KILL;

  void to(ProcessHandle... processes) {
    to(List.of(processes));
  }

  /** All with one command, so at the same moment. */
  void to(List<ProcessHandle> processes) {
    String pids =
        processes.stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" "));
    try {
      new ProcessBuilder("sh", "-c", "kill -%s %s".formatted(name(), pids)).start().waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }
}
