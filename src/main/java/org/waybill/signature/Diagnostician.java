package org.waybill.signature;

/** Finds out what is wrong with a request whose signature does not match. */
final class Diagnostician {
  private final SigningKeys keys;
  private final SigningKeys mixed;

  Diagnostician(SigningKeys keys) {
    this.keys = keys;
    this.mixed = keys.mixed();
  }

  /**
   * @param offer what the policy looked at
   * @param other what it did not look at
   */
  Diagnosis explain(SignedRequest request, Offer offer, Offer other) {
    boolean otherMatches =
        other.isCheckable() && matches(keys, request, request.url(), other, other.generation());
    if (!offer.hasSignature()) {
      return otherMatches ? Diagnosis.ONLY_OTHER_FAMILY_MATCHES : Diagnosis.NO_TOKEN_MATCHES;
    }
    if (!offer.withinLimits() || !offer.looksSigned()) {
      return Diagnosis.MALFORMED_HEADER;
    }
    if (matchesOtherAddress(request, offer)) {
      return Diagnosis.URL_DIFFERS;
    }
    if (matches(mixed, request, request.url(), offer, offer.generation())) {
      return Diagnosis.OTHER_TOKEN;
    }
    if (matches(keys, request, request.url(), offer, other.generation())) {
      return Diagnosis.ONLY_OTHER_FAMILY_MATCHES;
    }
    return otherMatches ? Diagnosis.BODY_ALTERED : Diagnosis.NO_TOKEN_MATCHES;
  }

  private boolean matchesOtherAddress(SignedRequest request, Offer offer) {
    return request.arrivedAs().stream()
        .anyMatch(address -> matches(keys, request, address, offer, offer.generation()));
  }

  private static boolean matches(
      SigningKeys keys, SignedRequest request, String url, Offer offer, Generation rules) {
    return keys.matching(offer, rules.data(url, request, offer.nonce())).isPresent();
  }
}
