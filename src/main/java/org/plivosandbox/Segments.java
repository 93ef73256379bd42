package org.plivosandbox;

/** How Plivo cuts a text into billed units: GSM 03.38 when every character is in it, else UCS-2. */
record Segments(boolean gsm, int length, int units) {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";
  private static final int GSM_MOST = 1_600;
  private static final int UCS2_MOST = 737;

  static Segments of(String text) {
    boolean gsm = text.chars().allMatch(c -> septets(c) > 0);
    return gsm
        ? cut(true, text.chars().map(Segments::septets).toArray(), 160, 153)
        : cut(false, text.codePoints().map(Character::charCount).toArray(), 70, 67);
  }

  boolean isTooLong() {
    return length > (gsm ? GSM_MOST : UCS2_MOST);
  }

  private static int septets(int c) {
    if (BASIC.indexOf(c) >= 0) {
      return 1;
    }
    return EXTENSION.indexOf(c) >= 0 ? 2 : 0;
  }

  /** A character never straddles two parts. */
  private static Segments cut(boolean gsm, int[] sizes, int single, int part) {
    int length = 0;
    int parts = 1;
    int used = 0;
    for (int size : sizes) {
      length += size;
      if (used + size > part) {
        parts++;
        used = 0;
      }
      used += size;
    }
    return new Segments(gsm, length, length <= single ? 1 : parts);
  }
}
