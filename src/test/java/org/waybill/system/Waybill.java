package org.waybill.system;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The Waybill under test, as its clients know it. */
public final class Waybill {
  /** Longer than the slowest answers and reports of the sandbox. */
  static final Duration STUCK_AFTER = Duration.ofSeconds(40);

  /** Of a client whose messages go from the account alerts. */
  static final String ORDERS_KEY = "orders-key-3b8e1f6a7c2d";

  private static final String API_KEY = "test-key-0f6c1f5a9b7e4d63";

  private Waybill() {}

  public static URI uri(String path) {
    return address(Integer.getInteger("it.port"), path);
  }

  /** Payara serves health with the application, WildFly on its management port. */
  public static URI healthUri(String path) {
    String port = onWildFly() ? "it.management-port" : "it.port";
    return address(Integer.getInteger(port), path);
  }

  public static String apiKey() {
    return API_KEY;
  }

  public static boolean onWildFly() {
    return "wildfly".equals(System.getProperty("arquillian.launch"));
  }

  /**
   * Whether the answer is Waybill's own. While the application goes, the servers answer by
   * themselves: 503 at first; in the last moments, when it has gone and the port is still open,
   * WildFly 404 and Payara 500, or 200 without a body when it fails at that.
   */
  public static boolean hasAnswered(HttpResponse<?> answer) {
    return answer.headers().firstValue("X-Content-Type-Options").isPresent();
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
