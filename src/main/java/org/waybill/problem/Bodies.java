package org.waybill.problem;

import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies with a limit. */
public final class Bodies {
  /** 64 KiB, for every address. */
  public static final int MOST_BYTES = 65_536;

  private Bodies() {}

  /**
   * The whole body, read once.
   *
   * @throws BodyTooLarge over {@link #MOST_BYTES}
   */
  public static byte[] read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BodyTooLarge(MOST_BYTES);
    }
    return bytes;
  }
}
