package org.waybill.signature;

import java.util.List;
import java.util.Optional;
import org.waybill.signature.Verdict.Forged;
import org.waybill.signature.Verdict.Genuine;
import org.waybill.signature.Verdict.Missing;

/**
 * Checks the signatures of one account's webhooks. Immutable and safe for any number of threads.
 */
public final class SignatureCheck {
  private final SigningKeys keys;
  private final SignaturePolicy policy;
  private final Diagnostician diagnostician;

  /**
   * @param tokens the account's auth tokens, at least one; several while they are rotated
   * @param mainTokens of the main account when the account is a subaccount; else empty
   */
  public SignatureCheck(List<String> tokens, List<String> mainTokens, SignaturePolicy policy) {
    this.keys = SigningKeys.of(tokens, mainTokens);
    this.policy = policy;
    this.diagnostician = new Diagnostician(keys);
  }

  public Verdict check(SignedRequest request) {
    List<Generation> generations = policy.generations(request.headers().mentionV3());
    for (Generation generation : generations) {
      Offer offer = Offer.of(request.headers(), generation);
      Optional<SignatureFamily> family = matching(request, offer);
      if (family.isPresent()) {
        return new Genuine(family.get(), offer.nonce());
      }
    }
    return refusal(request, generations.get(0));
  }

  private Optional<SignatureFamily> matching(SignedRequest request, Offer offer) {
    if (!offer.isCheckable()) {
      return Optional.empty();
    }
    byte[] data = offer.generation().data(request.url(), request, offer.nonce());
    return keys.matching(offer, data);
  }

  private Verdict refusal(SignedRequest request, Generation generation) {
    Offer offer = Offer.of(request.headers(), generation);
    Offer other = Offer.of(request.headers(), generation.other());
    if (!offer.hasSignature() && !other.hasSignature()) {
      return new Missing(Diagnosis.NO_HEADER);
    }
    if (offer.hasSignature() && !offer.hasNonce()) {
      return new Missing(Diagnosis.NO_NONCE);
    }
    return new Forged(diagnostician.explain(request, offer, other));
  }
}
