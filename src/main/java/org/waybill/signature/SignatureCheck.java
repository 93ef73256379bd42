package org.waybill.signature;

import java.util.List;
import java.util.Optional;
import org.waybill.signature.Candidates.Candidate;
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
    return genuine(Candidates.of(request, policy))
        .map(Verdict.class::cast)
        .orElseGet(() -> refusal(request));
  }

  /**
   * Whether this account has signed, without a word on why not, which takes several times as long.
   *
   * @param candidates by the policy of this check
   */
  public Optional<Genuine> genuine(Candidates candidates) {
    for (Candidate candidate : candidates.all()) {
      Offer offer = candidate.offer();
      Optional<SignatureFamily> family = keys.matching(offer, candidate.data());
      if (family.isPresent()) {
        return Optional.of(new Genuine(family.get(), offer.nonce()));
      }
    }
    return Optional.empty();
  }

  /** Why it is not {@link #genuine}. */
  public Verdict refusal(SignedRequest request) {
    Generation generation = policy.generations(request.headers().mentionV3()).get(0);
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
