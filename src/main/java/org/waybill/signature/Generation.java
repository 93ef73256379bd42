package org.waybill.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.waybill.signature.FormFields.Field;

/** What the two generations of signatures cover: see the vectors in the tests. */
enum Generation {
  V2(SignatureFamily.V2, SignatureFamily.MA_V2) {
    @Override
    byte[] data(String url, SignedRequest request, String nonce) {
      return (url + nonce).getBytes(StandardCharsets.UTF_8);
    }
  },
  V3(SignatureFamily.V3, SignatureFamily.MA_V3) {
    @Override
    byte[] data(String url, SignedRequest request, String nonce) {
      boolean post = "POST".equals(request.method());
      List<Field> body = post ? sorted(request.body().entries()) : List.of();
      List<Field> query = post ? sorted(request.query().entries()) : sortedAll(request);
      StringBuilder text = new StringBuilder(1024).append(url);
      if (!query.isEmpty() || !body.isEmpty()) {
        text.append('?');
      }
      appendQuery(text, query);
      if (!query.isEmpty() && !body.isEmpty()) {
        text.append('.');
      }
      body.forEach(field -> text.append(field.name()).append(field.value()));
      return text.append('.').append(nonce).toString().getBytes(StandardCharsets.UTF_8);
    }
  };

  private static final Comparator<Field> CODE_UNIT_ORDER =
      Comparator.comparing(Field::name).thenComparing(Field::value);

  private final SignatureFamily plain;
  private final SignatureFamily main;

  Generation(SignatureFamily plain, SignatureFamily main) {
    this.plain = plain;
    this.main = main;
  }

  abstract byte[] data(String url, SignedRequest request, String nonce);

  SignatureFamily plain() {
    return plain;
  }

  SignatureFamily main() {
    return main;
  }

  Generation other() {
    return this == V3 ? V2 : V3;
  }

  private static List<Field> sortedAll(SignedRequest request) {
    List<Field> all = new ArrayList<>(request.query().entries());
    all.addAll(request.body().entries());
    return sorted(all);
  }

  private static List<Field> sorted(List<Field> fields) {
    List<Field> sorted = new ArrayList<>(fields);
    sorted.sort(CODE_UNIT_ORDER);
    return sorted;
  }

  private static void appendQuery(StringBuilder text, List<Field> query) {
    String separator = "";
    for (Field field : query) {
      text.append(separator).append(field.name()).append('=').append(field.value());
      separator = "&";
    }
  }
}
