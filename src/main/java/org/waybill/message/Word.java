package org.waybill.message;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.waybill.message.TimelineEntry.Kind;

/**
 * A word of Plivo's about one attempt: a status, with the code of a failure.
 *
 * @param reason null unless it failed
 * @param precedence of the latest report that said so; {@link DeliveryReport#precedence}
 * @param source who first said so
 * @param at when it was first said, ISO 8601, read only when it is shown: every report reads words
 */
record Word(MessageStatus status, String reason, long precedence, Source source, String at) {
  static Word of(Move move) {
    return new Word(
        move.to(), move.reasonCode(), move.precedence(), move.source(), move.at().toString());
  }

  boolean isSameAs(Word other) {
    return status == other.status && Objects.equals(reason, other.reason);
  }

  Word repeatedBy(Word other) {
    long latest = Math.max(precedence, other.precedence);
    return new Word(status, reason, latest, source, at);
  }

  TimelineEntry entryOf(int attempt) {
    return new TimelineEntry(
        attempt, Kind.REPORT, status, source, reason, false, precedence, Instant.parse(at));
  }

  /** As the database keeps it, readable in an operator's SQL. */
  String text() {
    String text = status.word() + " " + precedence + " " + source + " " + at;
    return reason == null ? text : text + " " + URLEncoder.encode(reason, StandardCharsets.UTF_8);
  }

  static Word ofText(String text) {
    String[] parts = text.split(" ", -1);
    return new Word(
        MessageStatus.ofWord(parts[0]).orElseThrow(),
        parts.length > 4 ? URLDecoder.decode(parts[4], StandardCharsets.UTF_8) : null,
        Long.parseLong(parts[1]),
        Source.valueOf(parts[2]),
        parts[3]);
  }
}
