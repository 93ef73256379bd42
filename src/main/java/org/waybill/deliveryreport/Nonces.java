package org.waybill.deliveryreport;

import org.waybill.signature.SignatureHeaders;

/**
 * The nonces of a callback, of both signature families. All are used up by it, not only the one of
 * the family that was checked: else whoever holds a copy could strip the other family's headers and
 * use the rest for another body, which V2 does not cover.
 *
 * @param v2 null when it came without
 * @param v3 null when it came without
 */
record Nonces(String v2, String v3) {
  static final Nonces NONE = new Nonces(null, null);
  private static final int LONGEST = 128;

  static Nonces of(SignatureHeaders headers) {
    return new Nonces(usable(headers.v2Nonce()), usable(headers.v3Nonce()));
  }

  /** One that no signature check would take cannot be used again either. */
  private static String usable(String nonce) {
    return nonce == null || nonce.isEmpty() || nonce.length() > LONGEST ? null : nonce;
  }

  @Override
  public String toString() {
    return "Nonces";
  }
}
