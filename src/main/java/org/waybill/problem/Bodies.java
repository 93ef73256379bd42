package org.waybill.problem;

import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies with a limit. */
public final class Bodies {
  /** 64 KiB, for every address that says nothing else. */
  public static final int MOST_BYTES = 65_536;

  private Bodies() {}

  /**
   * The whole body, read once.
   *
   * @throws BodyTooLarge over {@link #MOST_BYTES}
   */
  public static byte[] read(InputStream body) throws IOException {
    return read(body, MOST_BYTES);
  }

  /**
   * The whole body of an address with a limit of its own, read once.
   *
   * @throws BodyTooLarge over {@code most} bytes
   */
  public static byte[] read(InputStream body, int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new BodyTooLarge(most);
    }
    return bytes;
  }
}
