package org.waybill.signature;

/** The header in which a signature came. */
public enum SignatureFamily {
  /** V3 with the token of the account or subaccount concerned. */
  V3("X-Plivo-Signature-V3"),
  /** V3 with the main account's token. */
  MA_V3("X-Plivo-Signature-Ma-V3"),
  /** V2 with the token of the account or subaccount concerned; does not cover the body. */
  V2("X-Plivo-Signature-V2"),
  /** V2 with the main account's token; does not cover the body. */
  MA_V2("X-Plivo-Signature-Ma-V2");

  private final String header;

  SignatureFamily(String header) {
    this.header = header;
  }

  public String header() {
    return header;
  }
}
