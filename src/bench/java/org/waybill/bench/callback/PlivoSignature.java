package org.waybill.bench.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs POSTs as Plivo describes V3; shares no code with Waybill. */
final class PlivoSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  PlivoSignature(String token) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /**
   * @param fields sorted by name
   */
  String of(String url, Map<String, String> fields, String nonce) {
    StringBuilder text = new StringBuilder(url).append('?');
    fields.forEach((name, value) -> text.append(name).append(value));
    text.append('.').append(nonce);
    byte[] digest = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }
}
