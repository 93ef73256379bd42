package org.plivosandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A send that passed Plivo's checks. Numbers are digits without {@code +}.
 *
 * @param dst without duplicates and without the {@code invalid} ones
 */
record SendRequest(
    String src,
    String powerpack,
    List<String> dst,
    List<String> invalid,
    Segments segments,
    Optional<URI> url,
    String method,
    String log) {

  private static final int MOST_RECIPIENTS = 1_000;
  private static final String POWERPACK_NUMBER = "15550000000";
  private static final Pattern RECIPIENT = Pattern.compile("\\+?[1-9]\\d{4,13}");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d{3,14}");
  private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

  static SendRequest of(Map<String, String> fields) {
    String powerpack = fields.getOrDefault("powerpack_uuid", "");
    String src = src(fields, powerpack);
    Set<String> recipients = recipients(required(fields, "dst"));
    List<String> valid = recipients.stream().filter(dst -> isRecipient(dst, src)).toList();
    if (valid.isEmpty()) {
      throw new BadParameter("dst is not a valid phone number or the same as src");
    }
    List<String> invalid = recipients.stream().filter(dst -> !isRecipient(dst, src)).toList();
    Segments segments = Segments.of(required(fields, "text"));
    check(!segments.isTooLong(), "text is too long");
    oneOf(fields, "type", "sms", "sms");
    oneOf(fields, "trackable", "false", "true", "false");
    expiry(fields.get("message_expiry"));
    return new SendRequest(
        src,
        powerpack,
        valid.stream().map(SendRequest::digits).distinct().toList(),
        invalid,
        segments,
        Optional.ofNullable(fields.get("url")).map(SendRequest::address),
        oneOf(fields, "method", "POST", "POST", "GET"),
        oneOf(fields, "log", "true", "true", "false", "content_only", "number_only"));
  }

  static String digits(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }

  private static String src(Map<String, String> fields, String powerpack) {
    if (!powerpack.isEmpty()) {
      check(!fields.containsKey("src"), "give src or powerpack_uuid, not both");
      return POWERPACK_NUMBER;
    }
    String src = required(fields, "src");
    check(NUMBER.matcher(src).matches() || NAME.matcher(src).matches(), "src is invalid");
    return digits(src);
  }

  private static Set<String> recipients(String dst) {
    Set<String> recipients = new LinkedHashSet<>(Arrays.asList(dst.split("<")));
    check(recipients.size() <= MOST_RECIPIENTS, "dst has more than 1000 recipients");
    return recipients;
  }

  private static boolean isRecipient(String dst, String src) {
    return RECIPIENT.matcher(dst).matches() && !digits(dst).equals(src);
  }

  private static void expiry(String seconds) {
    if (seconds != null) {
      check(seconds.matches("\\d{1,5}"), "message_expiry is invalid");
      int value = Integer.parseInt(seconds);
      check(value >= 5 && value <= 10_799, "message_expiry is from 5 to 10799");
    }
  }

  private static URI address(String url) {
    try {
      URI address = new URI(url);
      boolean web =
          "http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme());
      check(
          web && address.getHost() != null && address.getPort() <= 65_535,
          "url is not an http or https address");
      return address;
    } catch (URISyntaxException malformed) {
      throw new BadParameter("url is not an http or https address");
    }
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    check(!value.isEmpty(), name + " is a required parameter");
    return value;
  }

  private static String oneOf(
      Map<String, String> fields, String name, String otherwise, String... words) {
    String value = fields.getOrDefault(name, otherwise);
    return Arrays.stream(words)
        .filter(value::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> new BadParameter(name + " is invalid"));
  }

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new BadParameter(sentence);
    }
  }
}
