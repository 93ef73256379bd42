package org.waybill.message;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Plivo told of one attempt: each distinct word once, in the order in which they came. */
record Words(List<Word> all) {
  static final Words NONE = new Words(List.of());

  private static final String LINE = "\n";

  boolean hold(Word word) {
    return all.stream().anyMatch(word::isSameAs);
  }

  /** With the word, or with its later place in Plivo's order. */
  Words with(Word word) {
    if (!hold(word)) {
      List<Word> more = new ArrayList<>(all);
      more.add(word);
      return new Words(List.copyOf(more));
    }
    return new Words(
        all.stream().map(held -> held.isSameAs(word) ? held.repeatedBy(word) : held).toList());
  }

  /** A line a word; null without any. */
  String text() {
    return all.isEmpty() ? null : all.stream().map(Word::text).collect(Collectors.joining(LINE));
  }

  static Words ofText(String text) {
    return text == null ? NONE : new Words(Stream.of(text.split(LINE)).map(Word::ofText).toList());
  }

  /** To its column and back. */
  @Converter(autoApply = true)
  public static class AsText implements AttributeConverter<Words, String> {
    @Override
    public String convertToDatabaseColumn(Words words) {
      return words == null ? null : words.text();
    }

    @Override
    public Words convertToEntityAttribute(String text) {
      return ofText(text);
    }
  }
}
