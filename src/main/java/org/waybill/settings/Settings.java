package org.waybill.settings;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Typed reading of MicroProfile Config. A bad value stops the start with a {@link
 * SettingException}.
 */
@Dependent
public class Settings {
  private final Function<String, Optional<String>> source;

  @Inject
  public Settings(Config config) {
    this(name -> config.getOptionalValue(name, String.class));
  }

  public Settings(Function<String, Optional<String>> source) {
    this.source = source;
  }

  public Optional<String> text(String name) {
    return source.apply(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  public String requiredText(String name, String whatToSet) {
    return text(name).orElseThrow(() -> new SettingException(name, whatToSet));
  }

  /** A comma-separated list, blanks dropped. */
  public List<String> list(String name) {
    return text(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  public boolean flag(String name, boolean otherwise) {
    String value = text(name).orElse(Boolean.toString(otherwise));
    return switch (value.toLowerCase(java.util.Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new SettingException(name, "it is true or false.");
    };
  }

  public int number(String name, int otherwise, int least, int most) {
    String whatToSet = "it is a whole number from %d to %d.".formatted(least, most);
    int value = text(name).map(text -> parsedNumber(name, text, whatToSet)).orElse(otherwise);
    if (value < least || value > most) {
      throw new SettingException(name, whatToSet);
    }
    return value;
  }

  private static int parsedNumber(String name, String text, String whatToSet) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new SettingException(name, whatToSet);
    }
  }

  /** A decimal number above zero, such as an amount of money; empty when it is not set. */
  public Optional<BigDecimal> decimal(String name) {
    return text(name)
        .map(
            text -> {
              if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")
                  || new BigDecimal(text).signum() == 0) {
                throw new SettingException(name, "it is a number above zero, such as 250.00.");
              }
              return new BigDecimal(text);
            });
  }

  /** An ISO-8601 duration such as {@code PT30S}, longer than zero. */
  public Duration duration(String name, Duration otherwise) {
    return text(name).map(text -> parsedDuration(name, text)).orElse(otherwise);
  }

  /** Comma-separated ISO-8601 durations. */
  public List<Duration> durations(String name, List<Duration> otherwise) {
    List<String> texts = list(name);
    return texts.isEmpty()
        ? otherwise
        : texts.stream().map(text -> parsedDuration(name, text)).toList();
  }

  private static Duration parsedDuration(String name, String text) {
    String whatToSet = "it is an ISO-8601 duration longer than zero, such as PT30S.";
    try {
      Duration value = Duration.parse(text);
      if (value.isZero() || value.isNegative()) {
        throw new SettingException(name, whatToSet);
      }
      return value;
    } catch (DateTimeParseException malformed) {
      throw new SettingException(name, whatToSet);
    }
  }

  /** An absolute http or https address with a host and without query or fragment. */
  public URI address(String name, String value) {
    try {
      URI address = URI.create(value);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      // falls through to the sentence that says what to set
    }
    throw new SettingException(
        name, "it is an http or https address such as https://sms.example.com.");
  }
}
