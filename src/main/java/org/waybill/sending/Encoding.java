package org.waybill.sending;

/** How a text travels, which decides how many characters a segment holds. */
public enum Encoding {
  /**
   * Seven bits a character of the GSM 03.38 tables; those of the extension table take two units.
   */
  GSM_7("GSM-7", 160, 153, 1600),
  /** Sixteen bits a unit, for a text with any other character; an emoji takes two units or more. */
  UCS_2("UCS-2", 70, 67, 737);

  private final String shown;
  private final int single;
  private final int part;
  private final int most;

  Encoding(String shown, int single, int part, int most) {
    this.shown = shown;
    this.single = single;
    this.part = part;
    this.most = most;
  }

  public String shown() {
    return shown;
  }

  /** Units of a text that fits one segment. */
  int single() {
    return single;
  }

  /** Units of each segment of a longer text. */
  int part() {
    return part;
  }

  /** Units that Plivo takes at most. */
  int most() {
    return most;
  }

  int units(int codePoint) {
    return this == GSM_7 ? GsmAlphabet.units(codePoint) : Character.charCount(codePoint);
  }
}
