package org.plivosandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** The filters of Plivo's list of messages. Without a time filter it covers the last 24 hours. */
record MessageFilter(BiPredicate<SandboxMessage, Instant> matches) {
  private static final String TIME = "message_time";
  private static final Set<String> STATES =
      Arrays.stream(State.values()).map(State::word).collect(Collectors.toSet());
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .optionalEnd()
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter();

  boolean matches(SandboxMessage message, Instant now) {
    return matches.test(message, now);
  }

  static MessageFilter of(Map<String, String> query) {
    BiPredicate<SandboxMessage, Instant> all =
        query.keySet().stream().anyMatch(name -> name.startsWith(TIME))
            ? (message, now) -> true
            : (message, now) -> message.acceptedAt().isAfter(now.minus(Duration.ofHours(24)));
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      all = all.and(one(parameter.getKey(), parameter.getValue()));
    }
    return new MessageFilter(all);
  }

  private static BiPredicate<SandboxMessage, Instant> one(String name, String value) {
    return switch (name) {
      case "message_state" -> state(value);
      case "message_direction" -> always(direction(value).equals("outbound"));
      case "message_type" -> always(value.equalsIgnoreCase("sms"));
      case "from_number" -> equal(value, message -> message.request().src());
      case "to_number" -> equal(value, SandboxMessage::dst);
      case "powerpack_id" -> (message, now) -> message.request().powerpack().equals(value);
      case "error_code" ->
          (message, now) -> message.errorCodeIn(message.stateAt(now)).equals(value);
      case TIME + "__gt" -> time(value, order -> order > 0);
      case TIME + "__gte" -> time(value, order -> order >= 0);
      case TIME + "__lt" -> time(value, order -> order < 0);
      case TIME + "__lte" -> time(value, order -> order <= 0);
      case TIME -> inSecond(value);
      default -> always(true);
    };
  }

  private static BiPredicate<SandboxMessage, Instant> always(boolean answer) {
    return (message, now) -> answer;
  }

  private static BiPredicate<SandboxMessage, Instant> state(String value) {
    // plivo-java sends DELIVERED, Plivo's own words are lower-case.
    String word = value.toLowerCase(Locale.ROOT);
    if (!STATES.contains(word)) {
      throw new BadParameter("message_state is invalid");
    }
    return (message, now) -> message.stateAt(now).word().equals(word);
  }

  private static String direction(String value) {
    String word = value.toLowerCase(Locale.ROOT);
    if (!word.equals("inbound") && !word.equals("outbound")) {
      throw new BadParameter("message_direction is invalid");
    }
    return word;
  }

  private static BiPredicate<SandboxMessage, Instant> equal(
      String value, Function<SandboxMessage, String> number) {
    // A + that was not encoded arrives as a space.
    String digits = SendRequest.digits(value.strip());
    return (message, now) -> number.apply(message).equals(digits);
  }

  private static BiPredicate<SandboxMessage, Instant> time(String value, IntPredicate holds) {
    Instant limit = instant(value);
    return (message, now) -> holds.test(message.acceptedAt().compareTo(limit));
  }

  private static BiPredicate<SandboxMessage, Instant> inSecond(String value) {
    Instant second = instant(value).truncatedTo(ChronoUnit.SECONDS);
    return (message, now) -> message.acceptedAt().truncatedTo(ChronoUnit.SECONDS).equals(second);
  }

  private static Instant instant(String value) {
    try {
      return LocalDateTime.parse(value, FORMAT).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException malformed) {
      throw new BadParameter("message_time is YYYY-MM-DD HH:MM[:SS[.ffffff]]");
    }
  }
}
