package org.waybill.signature;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A callback as Plivo sends it; each method breaks or adds one thing. Signs with code of its own.
 */
final class Scenario {
  static final String TOKEN = "account-token-0000000000000000000000000";
  static final String MAIN_TOKEN = "main-token-000000000000000000000000000";
  static final String OTHER_TOKEN = "unknown-token-000000000000000000000000";
  static final String PUBLIC_URL = "https://sms.example.com/api/webhooks/plivo/sms/0190";

  private final Map<SignatureFamily, String> headers = new EnumMap<>(SignatureFamily.class);
  private final Map<SignatureFamily, String> tokens = new EnumMap<>(SignatureFamily.class);
  private final Map<String, List<String>> signedBody = new LinkedHashMap<>();
  private final Map<String, List<String>> body = new LinkedHashMap<>();
  private final Map<String, List<String>> query = new LinkedHashMap<>();
  private final List<String> arrivedAs = new ArrayList<>();
  private String method = "POST";
  private String signedUrl = PUBLIC_URL;
  private String v2Nonce;
  private String v3Nonce;

  /** Signed by Plivo for a main account: V3 and Ma-V3 with the one token. */
  static Scenario valid() {
    return new Scenario()
        .field("MessageUUID", "5b40a428-bfc7-4daf-9d06-726c558bf3b8")
        .field("Status", "delivered")
        .field("To", "14155550101")
        .field("ErrorCode", "")
        .v3With(SignatureFamily.V3, TOKEN)
        .v3With(SignatureFamily.MA_V3, TOKEN);
  }

  static Scenario validV2() {
    return valid().withoutV3().v2Matching();
  }

  Scenario field(String name, String... values) {
    signedBody.put(name, List.of(values));
    body.put(name, List.of(values));
    return this;
  }

  Scenario withoutFields() {
    signedBody.clear();
    body.clear();
    return this;
  }

  Scenario queryField(String name, String... values) {
    query.put(name, List.of(values));
    return this;
  }

  /** Altered after it was signed. */
  Scenario withBody(String name, String value) {
    body.put(name, List.of(value));
    return this;
  }

  Scenario asGet() {
    method = "GET";
    query.putAll(signedBody);
    return withoutFields();
  }

  Scenario method(String changed) {
    method = changed;
    return this;
  }

  Scenario signedWith(String token) {
    tokens.replaceAll((family, old) -> token);
    return this;
  }

  Scenario v3With(SignatureFamily family, String token) {
    tokens.put(family, token);
    v3Nonce = "05429567804466091622";
    return this;
  }

  Scenario without(SignatureFamily family) {
    tokens.remove(family);
    return this;
  }

  Scenario withoutV3() {
    v3Nonce = null;
    return without(SignatureFamily.V3).without(SignatureFamily.MA_V3);
  }

  Scenario v3Failing() {
    return v3With(SignatureFamily.V3, OTHER_TOKEN).v3With(SignatureFamily.MA_V3, OTHER_TOKEN);
  }

  Scenario v2Matching() {
    return v2With(SignatureFamily.V2, TOKEN).v2With(SignatureFamily.MA_V2, TOKEN);
  }

  Scenario v2With(SignatureFamily family, String token) {
    tokens.put(family, token);
    v2Nonce = "71622054295678044660";
    return this;
  }

  Scenario withoutNonce() {
    return nonce(null);
  }

  Scenario nonce(String nonce) {
    v2Nonce = nonce;
    v3Nonce = nonce;
    return this;
  }

  Scenario v3Nonce(String nonce) {
    v3Nonce = nonce;
    return this;
  }

  /** The literal header instead of a computed one. */
  Scenario header(SignatureFamily family, String value) {
    headers.put(family, value);
    return this;
  }

  Scenario signedFor(String url) {
    signedUrl = url;
    return this;
  }

  Scenario arrivedAs(String... urls) {
    arrivedAs.addAll(List.of(urls));
    return this;
  }

  String signature(SignatureFamily family, String token) {
    boolean v3 = family == SignatureFamily.V3 || family == SignatureFamily.MA_V3;
    return v3 ? hmac(token, v3Text() + "." + v3Nonce) : hmac(token, signedUrl + v2Nonce);
  }

  SignedRequest request() {
    Map<SignatureFamily, String> sent = new EnumMap<>(SignatureFamily.class);
    tokens.forEach((family, token) -> sent.put(family, signature(family, token)));
    sent.putAll(headers);
    return new SignedRequest(
        method,
        PUBLIC_URL,
        FormFields.parse(encoded(query)).orElseThrow(),
        FormFields.parse(encoded(body)).orElseThrow(),
        new SignatureHeaders(
            sent.get(SignatureFamily.V2),
            sent.get(SignatureFamily.MA_V2),
            v2Nonce,
            sent.get(SignatureFamily.V3),
            sent.get(SignatureFamily.MA_V3),
            v3Nonce),
        arrivedAs);
  }

  private String v3Text() {
    String sortedQuery = joined(query, "=", "&");
    String sortedBody = joined(signedBody, "", "");
    String dot = sortedQuery.isEmpty() || sortedBody.isEmpty() ? "" : ".";
    String mark = sortedQuery.isEmpty() && sortedBody.isEmpty() ? "" : "?";
    return signedUrl + mark + sortedQuery + dot + sortedBody;
  }

  private static String joined(Map<String, List<String>> fields, String equals, String separator) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .flatMap(
                field -> field.getValue().stream().sorted().map(v -> field.getKey() + equals + v))
            .collect(Collectors.joining(separator));
  }

  private static String encoded(Map<String, List<String>> fields) {
    return fields.entrySet().stream()
        .flatMap(f -> f.getValue().stream().map(v -> encoded(f.getKey()) + "=" + encoded(v)))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String hmac(String token, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
