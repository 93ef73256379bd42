package org.plivosandbox;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plivo's two signature families: {@code base64(HMAC-SHA256(auth token, data))}. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The body is not covered. */
  static String v2(String url, String nonce, String token) {
    return hmac(base(url) + nonce, token);
  }

  static String v3(
      String method, String url, Map<String, List<String>> params, String nonce, String token) {
    TreeMap<String, List<String>> query = query(url);
    String data =
        "GET".equals(method) ? getData(query, params) : postData(query, new TreeMap<>(params));
    return hmac(base(url) + data + "." + nonce, token);
  }

  private static String getData(
      TreeMap<String, List<String>> query, Map<String, List<String>> more) {
    more.forEach((name, values) -> values.forEach(value -> add(query, name, value)));
    return query.isEmpty() ? "" : "?" + joined(query, "=", "&");
  }

  private static String postData(
      TreeMap<String, List<String>> query, TreeMap<String, List<String>> body) {
    if (query.isEmpty() && body.isEmpty()) {
      return "";
    }
    String between = query.isEmpty() || body.isEmpty() ? "" : ".";
    return "?" + joined(query, "=", "&") + between + joined(body, "", "");
  }

  private static String joined(
      TreeMap<String, List<String>> params, String equals, String separator) {
    return params.entrySet().stream()
        .flatMap(entry -> pairs(entry.getKey() + equals, entry.getValue()))
        .collect(joining(separator));
  }

  private static Stream<String> pairs(String prefix, List<String> values) {
    return values.stream().sorted().map(value -> prefix + value);
  }

  private static TreeMap<String, List<String>> query(String url) {
    TreeMap<String, List<String>> query = new TreeMap<>();
    int mark = url.indexOf('?');
    if (mark >= 0 && mark + 1 < url.length()) {
      for (String pair : url.substring(mark + 1).split("&")) {
        String[] parts = pair.split("=", 2);
        add(query, decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return query;
  }

  private static void add(Map<String, List<String>> params, String name, String value) {
    params.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String base(String url) {
    int mark = url.indexOf('?');
    return mark < 0 ? url : url.substring(0, mark);
  }

  private static String hmac(String data, String token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] code = mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
