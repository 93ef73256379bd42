package org.waybill.signature;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys for plain headers and those for {@code Ma} headers. */
record SigningKeys(List<SigningKey> plain, List<SigningKey> main) {
  /** Without main tokens the account is a main account, whose token signs both headers. */
  static SigningKeys of(List<String> tokens, List<String> mainTokens) {
    List<SigningKey> plain = keys(tokens);
    return new SigningKeys(plain, mainTokens.isEmpty() ? plain : keys(mainTokens));
  }

  private static List<SigningKey> keys(List<String> tokens) {
    if (tokens.isEmpty() || tokens.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a signature check needs auth tokens, none of them blank");
    }
    return tokens.stream().distinct().map(SigningKey::new).toList();
  }

  boolean areTheSame() {
    return plain == main;
  }

  /** Every key for every header, to find a mix-up. */
  SigningKeys mixed() {
    List<SigningKey> all = Stream.concat(plain.stream(), main.stream()).distinct().toList();
    return new SigningKeys(all, all);
  }

  Optional<SignatureFamily> matching(Offer offer, byte[] data) {
    List<byte[]> plainSignatures = signatures(plain, data);
    List<byte[]> mainSignatures = areTheSame() ? plainSignatures : signatures(main, data);
    boolean mainMatches = anyEqual(mainSignatures, offer.main());
    boolean plainMatches = anyEqual(plainSignatures, offer.plain());
    if (mainMatches) {
      return Optional.of(offer.generation().main());
    }
    return plainMatches ? Optional.of(offer.generation().plain()) : Optional.empty();
  }

  private static List<byte[]> signatures(List<SigningKey> keys, byte[] data) {
    return keys.stream().map(key -> key.sign(data)).toList();
  }

  /** Looks at every pair: how long it takes tells nothing of which one matched. */
  private static boolean anyEqual(List<byte[]> expected, List<byte[]> offered) {
    boolean found = false;
    for (byte[] ours : expected) {
      for (byte[] theirs : offered) {
        found |= MessageDigest.isEqual(ours, theirs);
      }
    }
    return found;
  }
}
