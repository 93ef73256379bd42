package org.waybill.waiting;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a caller would wait, after RFC 7240. What it writes wrongly it did not write. */
public record PreferredWait(int seconds) {
  public static final String HEADER = "Prefer";
  public static final String APPLIED = "Preference-Applied";
  private static final int LONGEST = 10;

  /** Quoted or not, with parameters or not. */
  private static final Pattern WAIT =
      Pattern.compile(
          "\\s*wait\\s*=\\s*(?:\"?)(\\d{1,9})(?:\"?)\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern ANY_WAIT =
      Pattern.compile("\\s*wait\\b.*", Pattern.CASE_INSENSITIVE);

  /**
   * @param headers of {@value #HEADER}; null or none when it is missing. The first wait counts.
   */
  public static Optional<PreferredWait> of(List<String> headers) {
    return (headers == null ? List.<String>of() : headers)
        .stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .filter(preference -> ANY_WAIT.matcher(preference).matches())
            .findFirst()
            .flatMap(PreferredWait::parse);
  }

  private static Optional<PreferredWait> parse(String preference) {
    Matcher wait = WAIT.matcher(preference);
    return wait.matches()
        ? Optional.of(Integer.parseInt(wait.group(1)))
            .filter(seconds -> seconds > 0)
            .map(seconds -> new PreferredWait(Math.min(seconds, LONGEST)))
        : Optional.empty();
  }

  public Duration time() {
    return Duration.ofSeconds(seconds);
  }

  /** For the header {@value #APPLIED}. */
  public String applied() {
    return "wait=" + seconds;
  }
}
