package org.waybill.problem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads request bodies with a limit. */
public final class Bodies {
  /** 64 KiB, for every address that says nothing else. */
  public static final int MOST_BYTES = 65_536;

  /** Callbacks and sends have less; the stream by itself makes a buffer four times as large. */
  private static final int USUAL_BYTES = 2_048;

  private Bodies() {}

  /**
   * The whole body, read once.
   *
   * @throws BodyTooLarge over {@link #MOST_BYTES}
   * @throws BodyBrokenOff when it ends before its end
   */
  public static byte[] read(InputStream body) {
    return read(body, MOST_BYTES);
  }

  /**
   * The whole body of an address with a limit of its own, read once.
   *
   * @throws BodyTooLarge over {@code most} bytes
   * @throws BodyBrokenOff when it ends before its end
   */
  public static byte[] read(InputStream body, int most) {
    try {
      return whole(body, most);
    } catch (IOException brokenOff) {
      throw new BodyBrokenOff(brokenOff);
    }
  }

  private static byte[] whole(InputStream body, int most) throws IOException {
    byte[] start = body.readNBytes(Math.min(USUAL_BYTES, most + 1));
    if (start.length < USUAL_BYTES) {
      return checked(start, most);
    }
    byte[] rest = body.readNBytes(most + 1 - start.length);
    byte[] whole = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, whole, start.length, rest.length);
    return checked(whole, most);
  }

  private static byte[] checked(byte[] body, int most) {
    if (body.length > most) {
      throw new BodyTooLarge(most);
    }
    return body;
  }
}
