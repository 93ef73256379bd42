package org.waybill.sending;

/** The default alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1) and its extension table. */
final class GsmAlphabet {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private GsmAlphabet() {}

  /** 1, 2 (escape and character), or 0 for a character that it does not have. */
  static int units(int codePoint) {
    if (BASIC.indexOf(codePoint) >= 0) {
      return 1;
    }
    return EXTENSION.indexOf(codePoint) >= 0 ? 2 : 0;
  }

  static boolean covers(String text) {
    return text.codePoints().allMatch(codePoint -> units(codePoint) > 0);
  }
}
