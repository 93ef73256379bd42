package org.waybill.plivo;

import java.net.URI;
import java.util.Optional;
import org.waybill.settings.Loopback;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** The rules for {@code plivo.base-url}: credentials, numbers and texts travel to it. */
final class BaseUrl {
  private static final String LIVE = "https://api.plivo.com/v1/";

  private BaseUrl() {}

  static URI from(String name, Settings settings) {
    String text = settings.text(name).orElseGet(() -> fallback(settings));
    URI url = settings.address(name, text.endsWith("/") ? text : text + "/");
    if (!url.getRawPath().endsWith("/v1/")) {
      throw new SettingException(name, "its path ends in /v1/, as in " + LIVE + ".");
    }
    if (!"https".equals(url.getScheme()) && !Loopback.is(url.getHost())) {
      throw new SettingException(name, "it begins with https:// unless it names this machine.");
    }
    return url;
  }

  private static String fallback(Settings settings) {
    return settings.flag("waybill.sandbox", false)
        ? thisApplication(settings) + "/sandbox/plivo/v1/"
        : LIVE;
  }

  /** By the port if it is told, else by a public address that is of this machine. */
  private static String thisApplication(Settings settings) {
    Optional<String> publicUrl =
        settings
            .text("waybill.public-url")
            .filter(any -> settings.text("waybill.port").isEmpty())
            .filter(url -> Loopback.is(settings.address("waybill.public-url", url).getHost()));
    return publicUrl
        .map(url -> url.replaceAll("/+$", ""))
        .orElseGet(() -> "http://127.0.0.1:" + settings.number("waybill.port", 8080, 1, 65_535));
  }
}
