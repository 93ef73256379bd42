package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.sender.Sender;
import org.waybill.settings.SettingException;

/** The sender of a message that names none. */
@ApplicationScoped
public class DefaultSender {
  private static final String NAME = "plivo.number";

  private Optional<Sender> sender;

  protected DefaultSender() {}

  @Inject
  public DefaultSender(PlivoAccounts accounts) {
    sender = accounts.byDefault().defaultSender().map(DefaultSender::read);
  }

  /** Plivo's console shows numbers without {@code +}; more than 8 digits are no short code. */
  private static Sender read(String written) {
    String value = written.matches("[0-9]{9,}") ? "+" + written : written;
    return Sender.of(value).orElseThrow(reason -> new SettingException(NAME, reason));
  }

  void start(@Observes Starting starting) {
    // being made has checked the setting
  }

  /** Empty when none is set: then every message must name its own. */
  Optional<Sender> get() {
    return sender;
  }
}
