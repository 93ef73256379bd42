package org.waybill.signature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the JSON of the vectors into maps, lists, strings and booleans. There is a reader on the
 * class path, but only as plivo-java's own: to use it here, the build would have to declare it.
 */
final class Json {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([\\[\\]{}:,]|\"(?:[^\"\\\\]|\\\\.)*+\"|true|false)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([\"\\\\/nrt]))");

  private final Matcher tokens;
  private String token;

  private Json(String text) {
    tokens = TOKEN.matcher(text);
    next();
  }

  static Object read(String text) {
    return new Json(text.strip()).value();
  }

  private Object value() {
    return switch (token.charAt(0)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't', 'f' -> Boolean.valueOf(taken());
      default -> throw new IllegalStateException(token);
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    for (next(); !token.equals("}"); skip(",")) {
      String name = string();
      skip(":");
      object.put(name, value());
    }
    next();
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    for (next(); !token.equals("]"); skip(",")) {
      array.add(value());
    }
    next();
    return array;
  }

  private String string() {
    String quoted = taken();
    return ESCAPE
        .matcher(quoted.substring(1, quoted.length() - 1))
        .replaceAll(found -> Matcher.quoteReplacement(unescaped(found.group(1), found.group(2))));
  }

  private static String unescaped(String hex, String letter) {
    return hex != null
        ? String.valueOf((char) Integer.parseInt(hex, 16))
        : letter.replace('n', '\n').replace('r', '\r').replace('t', '\t');
  }

  private String taken() {
    String taken = token;
    next();
    return taken;
  }

  private void skip(String separator) {
    if (token.equals(separator)) {
      next();
    }
  }

  private void next() {
    boolean more = tokens.lookingAt();
    token = more ? tokens.group(1) : "";
    tokens.region(more ? tokens.end() : tokens.regionEnd(), tokens.regionEnd());
  }
}
