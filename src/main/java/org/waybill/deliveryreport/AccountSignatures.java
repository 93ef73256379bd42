package org.waybill.deliveryreport;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.plivo.PlivoAccount;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.signature.Candidates;
import org.waybill.signature.SignatureCheck;
import org.waybill.signature.SignaturePolicy;
import org.waybill.signature.SignedRequest;
import org.waybill.signature.Verdict;
import org.waybill.signature.Verdict.Forged;
import org.waybill.signature.Verdict.Genuine;

/**
 * The signatures of every account: a callback may come from any of them, and says not from which.
 */
final class AccountSignatures {
  /**
   * One account's keys.
   *
   * @param names Waybill's names of the accounts that are this one at Plivo
   */
  private record Signer(Set<String> names, SignatureCheck check) {}

  /**
   * What was found.
   *
   * @param accounts by whose keys it is genuine; none unless it is
   */
  record Finding(Verdict verdict, Set<String> accounts) {}

  private final List<Signer> signers;
  private final SignaturePolicy policy;

  AccountSignatures(PlivoAccounts accounts, SignaturePolicy policy) {
    this.policy = policy;
    signers =
        accounts.all().stream()
            .map(account -> new Signer(named(account.authId(), accounts), check(account, policy)))
            .toList();
  }

  private static Set<String> named(String authId, PlivoAccounts accounts) {
    return accounts.all().stream()
        .filter(account -> account.authId().equals(authId))
        .map(PlivoAccount::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static SignatureCheck check(PlivoAccount account, SignaturePolicy policy) {
    return new SignatureCheck(account.authTokens(), account.mainAuthTokens(), policy);
  }

  /** A main account's token signs for all its subaccounts: each account is asked. */
  Finding check(SignedRequest request) {
    Candidates candidates = Candidates.of(request, policy);
    Genuine genuine = null;
    Set<String> accounts = new HashSet<>();
    for (Signer signer : signers) {
      Optional<Genuine> found = signer.check().genuine(candidates);
      if (found.isPresent()) {
        genuine = genuine == null ? found.get() : genuine;
        accounts.addAll(signer.names());
      }
    }
    return genuine == null
        ? new Finding(refusal(request), Set.of())
        : new Finding(genuine, Set.copyOf(accounts));
  }

  /** Whether something is missing does not depend on the keys: then all say so. */
  private Verdict refusal(SignedRequest request) {
    List<Verdict> verdicts =
        signers.stream().map(signer -> signer.check().refusal(request)).toList();
    return verdicts.stream()
        .filter(Forged.class::isInstance)
        .min(Comparator.comparing(verdict -> ((Forged) verdict).diagnosis()))
        .orElseGet(() -> verdicts.get(0));
  }
}
