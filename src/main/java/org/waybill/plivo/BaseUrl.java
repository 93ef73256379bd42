package org.waybill.plivo;

import java.net.URI;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** The rules for {@code plivo.base-url}: credentials, numbers and texts travel to it. */
final class BaseUrl {
  private static final String NAME = "plivo.base-url";
  private static final String LIVE = "https://api.plivo.com/v1/";

  private BaseUrl() {}

  static URI from(Settings settings) {
    String text = settings.text(NAME).orElseGet(() -> fallback(settings));
    URI url = settings.address(NAME, text.endsWith("/") ? text : text + "/");
    if (!url.getRawPath().endsWith("/v1/")) {
      throw new SettingException(NAME, "its path ends in /v1/, as in " + LIVE + ".");
    }
    if (!"https".equals(url.getScheme()) && !isLoopback(url.getHost())) {
      throw new SettingException(NAME, "it begins with https:// unless it names this machine.");
    }
    return url;
  }

  private static String fallback(Settings settings) {
    return settings.flag("waybill.sandbox", false)
        ? "http://127.0.0.1:%d/sandbox/plivo/v1/"
            .formatted(settings.number("waybill.port", 8080, 1, 65535))
        : LIVE;
  }

  // By its text: a name that merely resolves to loopback today may resolve elsewhere tomorrow.
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
