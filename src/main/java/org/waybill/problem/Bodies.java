package org.waybill.problem;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/** Reads request bodies with a limit. */
public final class Bodies {
  /** 64 KiB, for every address that says nothing else. */
  public static final int MOST_BYTES = 65_536;

  /** Of a length that is a long. */
  private static final int MOST_DIGITS = 18;

  /** Callbacks and sends have less; the stream by itself makes a buffer four times as large. */
  private static final int USUAL_BYTES = 2_048;

  /** Whoever drips a body holds one of the threads that everybody needs. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration LONGEST_OF_A_LARGE_ONE = Duration.ofMinutes(5);

  private Bodies() {}

  /**
   * The whole body, read once.
   *
   * @param declared the header {@code Content-Length}; null for none
   * @throws BodyTooLarge over {@link #MOST_BYTES}
   * @throws BodyBrokenOff when it ends before its end, or not within half a minute
   */
  public static byte[] read(InputStream body, String declared) {
    return read(body, declared, MOST_BYTES);
  }

  /**
   * The whole body of an address with a limit of its own, read once.
   *
   * @param declared the header {@code Content-Length}; null for none
   * @throws BodyTooLarge over {@code most} bytes
   * @throws BodyBrokenOff when it ends before its end, or not within half a minute, five minutes
   *     where more than {@link #MOST_BYTES} may come
   */
  public static byte[] read(InputStream body, String declared, int most) {
    if (isOver(most, declared)) {
      throw new BodyTooLarge(most);
    }
    return read(body, most, most > MOST_BYTES ? LONGEST_OF_A_LARGE_ONE : LONGEST);
  }

  /** What is refused anyway need not come. */
  private static boolean isOver(int most, String declared) {
    if (declared == null || !declared.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      return false;
    }
    return declared.length() > MOST_DIGITS
        || !declared.isEmpty() && Long.parseLong(declared) > most;
  }

  static byte[] read(InputStream body, int most, Duration atMost) {
    try {
      return whole(body, most, atMost);
    } catch (IOException brokenOff) {
      throw new BodyBrokenOff(brokenOff);
    }
  }

  private static byte[] whole(InputStream body, int most, Duration atMost) throws IOException {
    long end = System.nanoTime() + atMost.toNanos();
    byte[] read = new byte[Math.min(USUAL_BYTES, most + 1)];
    int length = 0;
    for (int more = body.read(read);
        more >= 0;
        more = body.read(read, length, read.length - length)) {
      length += more;
      if (length > most) {
        throw new BodyTooLarge(most);
      }
      if (System.nanoTime() > end) {
        throw new IOException("a body that took too long");
      }
      if (length == read.length) {
        read = Arrays.copyOf(read, Math.min(2 * length, most + 1));
      }
    }
    return Arrays.copyOf(read, length);
  }
}
