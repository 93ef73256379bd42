package org.waybill.signature;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decodes one name or value of a form: {@code %XX} of strict UTF-8, {@code +} for a space. */
final class FormDecoder {
  private FormDecoder() {}

  /** Null when malformed: this runs forty times for each callback, so no Optional. */
  static String decode(byte[] raw, int from, int to) {
    if (isPlain(raw, from, to)) {
      return new String(raw, from, to - from, StandardCharsets.US_ASCII);
    }
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      byte read = raw[at];
      if (read == '%') {
        if (!isEscape(raw, at, to)) {
          return null;
        }
        read = (byte) (HexFormat.fromHexDigit(raw[++at]) << 4 | HexFormat.fromHexDigit(raw[++at]));
      } else if (read == '+') {
        read = ' ';
      }
      decoded[length++] = read;
    }
    return utf8(decoded, length);
  }

  private static boolean isPlain(byte[] raw, int from, int to) {
    for (int at = from; at < to; at++) {
      if (raw[at] == '%' || raw[at] == '+' || raw[at] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscape(byte[] raw, int at, int to) {
    return at + 2 < to && HexFormat.isHexDigit(raw[at + 1]) && HexFormat.isHexDigit(raw[at + 2]);
  }

  private static String utf8(byte[] bytes, int length) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }
}
