package org.plivosandbox;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plivosandbox.Behaviour.Signing;

/** Signs one try of a callback; every try has nonces of its own. */
class SignatureHeaders {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final Credentials credentials;

  SignatureHeaders(Credentials credentials) {
    this.credentials = credentials;
  }

  Map<String, String> of(Callback callback) {
    boolean wrong = callback.signing() == Signing.WRONG;
    String token = wrong ? nonce() : credentials.signingToken();
    String mainToken = wrong ? nonce() : credentials.mainToken();
    Map<String, String> headers = new LinkedHashMap<>();
    addV2(headers, callback, token, mainToken);
    if (callback.signing() != Signing.V2_ONLY) {
      addV3(headers, callback, token, mainToken);
    }
    return headers;
  }

  private static void addV2(
      Map<String, String> headers, Callback callback, String token, String mainToken) {
    String url = callback.url().toString();
    String nonce = nonce();
    headers.put("X-Plivo-Signature-V2", Signature.v2(url, nonce, token));
    headers.put("X-Plivo-Signature-Ma-V2", Signature.v2(url, nonce, mainToken));
    headers.put("X-Plivo-Signature-V2-Nonce", nonce);
  }

  private static void addV3(
      Map<String, String> headers, Callback callback, String token, String mainToken) {
    String url = callback.url().toString();
    String method = callback.method();
    Map<String, List<String>> params = new TreeMap<>();
    callback.fields().forEach((name, value) -> params.put(name, List.of(value)));
    String nonce = nonce();
    headers.put("X-Plivo-Signature-V3", Signature.v3(method, url, params, nonce, token));
    headers.put("X-Plivo-Signature-Ma-V3", Signature.v3(method, url, params, nonce, mainToken));
    headers.put("X-Plivo-Signature-V3-Nonce", nonce);
  }

  /** Twenty digits, as Plivo's look. */
  private static String nonce() {
    StringBuilder nonce = new StringBuilder(20);
    RANDOM.ints(20, 0, 10).forEach(nonce::append);
    return nonce.toString();
  }
}
