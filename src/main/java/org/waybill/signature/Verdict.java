package org.waybill.signature;

/** What {@link SignatureCheck} found. */
public sealed interface Verdict {
  /** Signed by Plivo; the nonce is the one that the signature covers. */
  record Genuine(SignatureFamily family, String nonce) implements Verdict {}

  /** Nothing that could be checked: no signature header at all, or none of its nonce. */
  record Missing(Diagnosis diagnosis) implements Verdict {}

  /** Has a signature that must not be taken. */
  record Forged(Diagnosis diagnosis) implements Verdict {}
}
