package org.waybill.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body or of a query, in the order of
 * arrival; repeated names and blank values are kept.
 */
public final class FormFields {
  static final int MOST_FIELDS = 500;
  private static final FormFields NONE = new FormFields(List.of());

  private final List<Field> fields;

  private FormFields(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  public static FormFields none() {
    return NONE;
  }

  /** Of a raw query, which may be null. Empty when malformed: see {@link #parse(byte[])}. */
  public static Optional<FormFields> parse(String raw) {
    return raw == null ? Optional.of(NONE) : parse(raw.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when a percent escape or its UTF-8 is malformed, or with more than 500 fields. */
  public static Optional<FormFields> parse(byte[] raw) {
    List<Field> fields = new ArrayList<>();
    for (int from = 0; from < raw.length; ) {
      int to = indexOf(raw, '&', from, raw.length);
      if (to > from) {
        Field field = field(raw, from, to);
        if (field == null || fields.size() == MOST_FIELDS) {
          return Optional.empty();
        }
        fields.add(field);
      }
      from = to + 1;
    }
    return Optional.of(new FormFields(fields));
  }

  private static Field field(byte[] raw, int from, int to) {
    int equals = indexOf(raw, '=', from, to);
    String name = FormDecoder.decode(raw, from, equals);
    String value = FormDecoder.decode(raw, Math.min(equals + 1, to), to);
    return name == null || value == null ? null : new Field(name, value);
  }

  private static int indexOf(byte[] raw, char wanted, int from, int to) {
    int at = from;
    while (at < to && raw[at] != wanted) {
      at++;
    }
    return at;
  }

  public List<Field> entries() {
    return fields;
  }

  /** The values of each name, both in the order of arrival. */
  public Map<String, List<String>> asMap() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Field field : fields) {
      values.computeIfAbsent(field.name(), name -> new ArrayList<>(1)).add(field.value());
    }
    return values;
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Names only: values hold phone numbers and texts. */
  @Override
  public String toString() {
    return fields.toString();
  }

  /** One name with one value, decoded. */
  public record Field(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }
}
