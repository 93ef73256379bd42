package org.waybill.bench.war;

import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plivo's V3 signature of a POST without a query, as its description says. */
final class NaiveSignature {
  private static final String TOKEN = System.getenv("PLIVO_AUTH_TOKEN");

  private NaiveSignature() {}

  static boolean matches(
      String signature, String url, MultivaluedMap<String, String> fields, String nonce) {
    StringBuilder text = new StringBuilder(url).append('?');
    new TreeMap<>(fields).forEach((name, values) -> text.append(name).append(values.get(0)));
    text.append('.').append(nonce);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] digest = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(digest, Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
