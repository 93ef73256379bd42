package org.waybill.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The signatures of one generation that a request offers. */
record Offer(
    Generation generation,
    List<byte[]> plain,
    List<byte[]> main,
    String nonce,
    boolean withinLimits) {
  private static final int LONGEST_HEADER = 1024;
  private static final int MOST_SIGNATURES = 10;
  private static final int LONGEST_NONCE = 128;
  private static final int SIGNATURE_LENGTH = 44;

  /**
   * V2 signs address and nonce without a border: such a nonce may be the end of a longer address.
   */
  private static final String PATH_GOES_ON = "/";

  static Offer of(SignatureHeaders headers, Generation generation) {
    return switch (generation) {
      case V2 -> of(generation, headers.v2(), headers.maV2(), headers.v2Nonce());
      case V3 -> of(generation, headers.v3(), headers.maV3(), headers.v3Nonce());
    };
  }

  private static Offer of(Generation generation, String plain, String main, String nonce) {
    List<byte[]> plains = signatures(plain);
    List<byte[]> mains = signatures(main);
    String given = nonce == null ? "" : nonce;
    boolean withinLimits =
        isShort(plain)
            && isShort(main)
            && plains.size() <= MOST_SIGNATURES
            && mains.size() <= MOST_SIGNATURES
            && isNonce(given)
            && !(generation == Generation.V2 && given.startsWith(PATH_GOES_ON));
    return new Offer(generation, plains, mains, given, withinLimits);
  }

  private static boolean isShort(String header) {
    return header == null || header.length() <= LONGEST_HEADER;
  }

  private static List<byte[]> signatures(String header) {
    if (header == null) {
      return List.of();
    }
    List<byte[]> signatures = new ArrayList<>(2);
    for (String signature : header.split(",")) {
      if (!signature.isBlank()) {
        signatures.add(signature.strip().getBytes(StandardCharsets.UTF_8));
      }
    }
    return signatures;
  }

  /**
   * A nonce with a dot would make the border between the last value and the nonce movable, and with
   * it one signature good for many nonces.
   */
  private static boolean isNonce(String nonce) {
    return nonce.length() <= LONGEST_NONCE
        && nonce.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '.' && c != ',');
  }

  boolean hasSignature() {
    return !plain.isEmpty() || !main.isEmpty();
  }

  boolean hasNonce() {
    return !nonce.isEmpty();
  }

  boolean isCheckable() {
    return withinLimits && hasSignature() && hasNonce();
  }

  /** Whether anything in it has at least the length of a signature. */
  boolean looksSigned() {
    return plain.stream().anyMatch(signature -> signature.length == SIGNATURE_LENGTH)
        || main.stream().anyMatch(signature -> signature.length == SIGNATURE_LENGTH);
  }
}
