package org.waybill.system;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A callback as Plivo makes it; each method changes one thing. It signs with code of its own, after
 * Plivo's description.
 */
final class Callback {
  static final String SMS = "/api/webhooks/plivo/sms";

  enum Family {
    V2,
    MA_V2,
    V3,
    MA_V3;

    String header() {
      return "X-Plivo-Signature-" + name().replace("MA_", "Ma-");
    }

    String nonceHeader() {
      return "X-Plivo-Signature-" + name().replace("MA_", "") + "-Nonce";
    }

    boolean coversTheBody() {
      return this == V3 || this == MA_V3;
    }
  }

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> altered = new LinkedHashMap<>();
  private final Map<Family, String> signatures = new EnumMap<>(Family.class);
  private Function<String, URI> server = Waybill::uri;
  private String method = "POST";
  private String path;
  private String signedPath;
  private String nonce = UUID.randomUUID().toString();
  private boolean nonceSent = true;
  private String behindTheNonce = "";
  private String body;
  private String type = "application/x-www-form-urlencoded";

  private Callback(String path) {
    this.path = path;
    this.signedPath = path;
    signed(Family.V3, PlivoAccount.TOKEN);
  }

  /** Says that the latest attempt of this message was delivered. */
  static Callback delivered(JsonObject message) {
    return to(addressOf(message))
        .field("MessageUUID", message.getString("messageUuid"))
        .field("Status", "delivered")
        .field("From", "14155550199")
        .field("To", message.getString("to").substring(1))
        .field("ErrorCode", "000")
        .field("Units", "1")
        .field("TotalAmount", "0.00550");
  }

  /** Without a field yet, signed by V3 alone. */
  static Callback to(String path) {
    return new Callback(path);
  }

  static String addressOf(JsonObject message) {
    return SMS + "/" + message.getJsonArray("attempts").getJsonObject(0).getString("id");
  }

  Callback field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  Callback without(String name) {
    fields.remove(name);
    return this;
  }

  Callback status(String word) {
    return field("Status", word);
  }

  Callback at(String otherPath) {
    path = otherPath;
    signedPath = otherPath;
    return this;
  }

  /** Instead of the node that all tests share; signed by the sandbox's account. */
  Callback to(NodeProcess node) {
    server = node::uri;
    return signedOnly(Family.V3, SandboxNode.AUTH_TOKEN);
  }

  Callback asGet() {
    method = "GET";
    return this;
  }

  Callback unsigned() {
    signatures.clear();
    return this;
  }

  /** In addition to the families that are there already. */
  Callback signed(Family family, String... tokens) {
    signatures.put(family, String.join(",", tokens));
    return this;
  }

  Callback signedOnly(Family family, String... tokens) {
    return unsigned().signed(family, tokens);
  }

  Callback forged(Family family) {
    return signed(family, "nobody-knows-this-token");
  }

  Callback withoutNonce() {
    nonceSent = false;
    return this;
  }

  Callback nonce(String other) {
    nonce = other;
    return this;
  }

  /** In its header only, not signed. */
  Callback behindTheNonce(String blanks) {
    behindTheNonce = blanks;
    return this;
  }

  /** On its way, after it was signed. */
  Callback altered(String name, String value) {
    altered.put(name, value);
    return this;
  }

  Callback redirectedTo(String otherPath) {
    path = otherPath;
    return this;
  }

  Callback body(String raw) {
    body = raw;
    return this;
  }

  Callback type(String contentType) {
    type = contentType;
    return this;
  }

  Answer send() {
    return sendAs(method);
  }

  /** Signed as what it is, sent by another method. */
  Answer sendAs(String otherMethod) {
    return Api.exchange(request(otherMethod));
  }

  HttpRequest.Builder request() {
    return request(method);
  }

  private HttpRequest.Builder request(String otherMethod) {
    boolean get = method.equals("GET");
    HttpRequest.Builder request = Api.to(server.apply(get ? path + "?" + form() : path));
    headers().forEach(request::header);
    return get
        ? request.method(otherMethod, BodyPublishers.noBody())
        : request.header("Content-Type", type).method(otherMethod, BodyPublishers.ofString(form()));
  }

  String path() {
    return path;
  }

  /** As it is sent. */
  String form() {
    Map<String, String> sent = new LinkedHashMap<>(fields);
    sent.putAll(altered);
    return Optional.ofNullable(body).orElseGet(() -> encoded(sent));
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    signatures.forEach((family, tokens) -> headers.put(family.header(), signature(family, tokens)));
    if (nonceSent) {
      signatures
          .keySet()
          .forEach(family -> headers.put(family.nonceHeader(), nonce + behindTheNonce));
    }
    return headers;
  }

  private String signature(Family family, String tokens) {
    String url = server.apply(signedPath).toString();
    String text = family.coversTheBody() ? url + parameters() + "." + nonce : url + nonce;
    return Stream.of(tokens.split(","))
        .map(token -> hmac(token, text))
        .collect(Collectors.joining(", "));
  }

  private String parameters() {
    if (fields.isEmpty()) {
      return "";
    }
    return method.equals("GET")
        ? "?" + joined(fields, "&", (name, value) -> name + "=" + value)
        : "?" + joined(fields, "", String::concat);
  }

  private static String joined(
      Map<String, String> fields, String between, BiFunction<String, String, String> pair) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> pair.apply(field.getKey(), field.getValue()))
            .collect(Collectors.joining(between));
  }

  static String encoded(Map<String, String> fields) {
    return joined(fields, "&", (name, value) -> encoded(name) + "=" + encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String hmac(String token, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
