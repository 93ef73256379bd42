package org.waybill.signature;

/**
 * Why a request was not taken for genuine; its sentence is for the log and holds no secret. The
 * more a constant says, the earlier it stands.
 */
public enum Diagnosis {
  TYPE_UNSUPPORTED(
      "The body is no application/x-www-form-urlencoded, which is what Plivo sends: a proxy alters"
          + " it, or the request does not come from Plivo."),
  FORM_MALFORMED(
      "The form cannot be decoded as UTF-8 or has more than 500 fields: a proxy alters it, or the"
          + " request does not come from Plivo."),
  BODY_UNREADABLE(
      "The body has more than 64 KiB or broke off: a proxy cuts it, or the request does not come"
          + " from Plivo."),
  NO_HEADER(
      "The request has no X-Plivo-Signature header: it does not come from Plivo, or a proxy drops"
          + " these headers."),
  NO_NONCE(
      "The request has a signature but not its X-Plivo-Signature nonce header: a proxy drops it, or"
          + " the request does not come from Plivo."),
  MALFORMED_HEADER(
      "No header holds a well-formed signature with a well-formed nonce, or there are too many: the"
          + " request does not come from Plivo."),
  URL_DIFFERS(
      "The signature is right for the address at which the request arrived, not for the public"
          + " address: set waybill.public-url (WAYBILL_PUBLIC_URL) to the address that Plivo calls."),
  ADDRESS_UNKNOWN(
      "The V2 signature is right, but Waybill gives out no such address: set the callback's address"
          + " in Plivo to end with /sms, with nothing after it."),
  OTHER_TOKEN(
      "The signature is right for a configured token of the other kind: check which of"
          + " plivo.auth-token and plivo.main-auth-token is the main account's and which the"
          + " subaccount's."),
  BODY_ALTERED(
      "The V2 signature matches and V3 does not: address and token are right, so a proxy or somebody"
          + " altered the parameters."),
  ONLY_OTHER_FAMILY_MATCHES(
      "Only a signature of the other version matches, which the signature policy does not take."),
  NO_TOKEN_MATCHES(
      "No configured token matches: plivo.auth-token (PLIVO_AUTH_TOKEN) is not the one that signs,"
          + " the parameters were altered, or the request does not come from Plivo.");

  private final String sentence;

  Diagnosis(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
