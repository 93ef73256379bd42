package org.waybill.signature;

import java.util.ArrayList;
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
    List<Candidate> all = new ArrayList<>(2);
    for (Generation generation : policy.generations(request.headers().mentionV3())) {
      Offer offer = Offer.of(request.headers(), generation);
      if (offer.isCheckable()) {
        all.add(Candidate.of(request, offer));
      }
    }
    return new Candidates(all);
  }

  /** In the order in which they are tried. */
  List<Candidate> all() {
    return all;
  }
}
