package org.waybill.signature;

import java.util.List;

/**
 * What a request must have signed for a policy to take it: the same for every account, so that it
 * is put together once however many there are.
 */
public final class Candidates {
  /** One signature's, and all the bytes that it covers. */
  record Candidate(Offer offer, byte[] data) {
    private static Candidate of(SignedRequest request, Offer offer) {
      return new Candidate(offer, offer.generation().data(request.url(), request, offer.nonce()));
    }
  }

  private final List<Candidate> all;

  private Candidates(List<Candidate> all) {
    this.all = all;
  }

  public static Candidates of(SignedRequest request, SignaturePolicy policy) {
    return new Candidates(
        policy.generations(request.headers().mentionV3()).stream()
            .map(generation -> Offer.of(request.headers(), generation))
            .filter(Offer::isCheckable)
            .map(offer -> Candidate.of(request, offer))
            .toList());
  }

  /** In the order in which they are tried. */
  List<Candidate> all() {
    return all;
  }
}
