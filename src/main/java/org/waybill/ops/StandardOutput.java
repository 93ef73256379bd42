package org.waybill.ops;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The process's own output. Servers redirect System.out into their log and put a prefix before
 * every line.
 */
public final class StandardOutput {
  private StandardOutput() {}

  @SuppressWarnings("resource") // closing it would close the process's output
  public static void print(String lines) {
    try {
      new FileOutputStream(FileDescriptor.out)
          .write((lines + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
