package org.waybill.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waybill.problem.InvalidRequest;

/**
 * A request under its client's own key.
 *
 * @param fingerprint the same for the same method, path and body, byte by byte
 */
public record KeyedRequest(String client, String key, String fingerprint) {
  public static final String HEADER = "Idempotency-Key";

  /** The header of an answer that was given before. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

  /**
   * @param values of the header {@value #HEADER}; null or none when it is missing
   * @return the key, if there is one
   * @throws InvalidRequest when it is no key
   */
  public static Optional<String> key(List<String> values) {
    if (values == null || values.isEmpty()) {
      return Optional.empty();
    }
    String key = values.get(0);
    if (values.size() > 1 || key == null || !KEY.matcher(key).matches()) {
      throw new InvalidRequest(
          HEADER, "It must be 1 to 255 printable ASCII characters, given once.");
    }
    return Optional.of(key);
  }

  public static KeyedRequest of(
      String client, String key, String method, String path, byte[] body) {
    MessageDigest digest = sha256();
    digest.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
    return new KeyedRequest(client, key, HexFormat.of().formatHex(digest.digest(body)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** Keys are the clients' own words. */
  @Override
  public String toString() {
    return "KeyedRequest";
  }
}
