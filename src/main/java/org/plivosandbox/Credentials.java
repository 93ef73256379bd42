package org.plivosandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * @param authTokens newest first; each opens the door, the newest signs
 * @param mainToken signs the {@code Ma} headers
 */
record Credentials(String authId, List<String> authTokens, String mainToken) {

  /** Whether the caller is this account. */
  boolean admit(String authorization) {
    return admit(authorization, authId);
  }

  boolean admit(String authorization, String authIdInPath) {
    if (authId.isEmpty() || authTokens.isEmpty() || authorization == null) {
      return false;
    }
    byte[] given = basic(authorization);
    boolean known = false;
    for (String token : authTokens) {
      known |= MessageDigest.isEqual(given, bytes(authId + ":" + token));
    }
    return known & MessageDigest.isEqual(bytes(authIdInPath), bytes(authId));
  }

  /** The same account, known by the other's tokens, too. */
  Credentials and(Credentials other) {
    List<String> tokens =
        Stream.concat(authTokens.stream(), other.authTokens.stream()).distinct().toList();
    return new Credentials(authId, tokens, mainToken);
  }

  String signingToken() {
    return authTokens.get(0);
  }

  private static byte[] basic(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return new byte[0];
    }
    try {
      return Base64.getDecoder().decode(authorization.substring(6).strip());
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Credentials";
  }
}
