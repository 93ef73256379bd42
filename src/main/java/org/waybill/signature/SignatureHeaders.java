package org.waybill.signature;

import java.util.function.UnaryOperator;

/** The six headers of Plivo's signatures as received; null where a request has none. */
public record SignatureHeaders(
    String v2, String maV2, String v2Nonce, String v3, String maV3, String v3Nonce) {
  public static final String V2_NONCE = "X-Plivo-Signature-V2-Nonce";
  public static final String V3_NONCE = "X-Plivo-Signature-V3-Nonce";

  /**
   * A nonce has no space around it, wherever it goes from here: what the signature covers and what
   * is kept as used up must be the same, or one signature is good for as many copies as there are
   * ways to write its nonce.
   */
  public SignatureHeaders {
    v2Nonce = stripped(v2Nonce);
    v3Nonce = stripped(v3Nonce);
  }

  private static String stripped(String nonce) {
    return nonce == null ? null : nonce.strip();
  }

  /** Reads them by name from a lookup that joins repeated header lines with a comma. */
  public static SignatureHeaders from(UnaryOperator<String> lookup) {
    return new SignatureHeaders(
        lookup.apply(SignatureFamily.V2.header()),
        lookup.apply(SignatureFamily.MA_V2.header()),
        lookup.apply(V2_NONCE),
        lookup.apply(SignatureFamily.V3.header()),
        lookup.apply(SignatureFamily.MA_V3.header()),
        lookup.apply(V3_NONCE));
  }

  /** An empty header counts: whoever blanks V3 must not win the weaker V2. */
  boolean mentionV3() {
    return v3 != null || maV3 != null || v3Nonce != null;
  }

  @Override
  public String toString() {
    return "SignatureHeaders[masked]";
  }
}
