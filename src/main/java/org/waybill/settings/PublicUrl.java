package org.waybill.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import org.waybill.lifecycle.Starting;

/**
 * Where Plivo reaches this system. Callback addresses are made of it and signatures are checked
 * against it, never against what a request says of its own address.
 */
@ApplicationScoped
public class PublicUrl {
  private static final String NAME = "waybill.public-url";

  private String base;

  protected PublicUrl() {}

  @Inject
  public PublicUrl(Settings settings) {
    boolean sandbox = settings.flag("waybill.sandbox", false);
    String value =
        sandbox
            ? settings.text(NAME).orElseGet(() -> onThisMachine(settings))
            : settings.requiredText(
                NAME, "it is the https address at which Plivo reaches Waybill.");
    URI address = settings.address(NAME, value);
    if ("http".equals(address.getScheme()) && !sandbox && !Loopback.is(address.getHost())) {
      throw new SettingException(NAME, "it is an https address unless it is this machine's own.");
    }
    base = address.toString().replaceAll("/+$", "");
  }

  private static String onThisMachine(Settings settings) {
    return "http://127.0.0.1:" + settings.number("waybill.port", 8080, 1, 65_535);
  }

  void start(@Observes Starting starting) {
    // being made has checked the setting
  }

  /**
   * The address of a path as Plivo knows it.
   *
   * @param path raw, begins with a slash
   */
  public String of(String path) {
    return base + path;
  }
}
