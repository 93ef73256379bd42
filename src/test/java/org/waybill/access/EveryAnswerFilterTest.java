package org.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EveryAnswerFilterTest {
  private final List<String> done = new ArrayList<>();

  @Test
  @DisplayName("R6.5 an answer has a status before another thread may write another one")
  void givesAStatusFromTheOutset() throws Exception {
    new EveryAnswerFilter()
        .doFilter(
            recorded(HttpServletRequest.class, false),
            recorded(HttpServletResponse.class, null),
            (request, response) -> done.add("chain"));

    assertThat(done).containsSubsequence("setStatus 200", "chain").endsWith("chain");
  }

  /** Writes down what it is told, with its first argument. */
  private <T> T recorded(Class<T> type, Object answer) {
    Object recorded =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              done.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
              return answer;
            });
    return type.cast(recorded);
  }
}
