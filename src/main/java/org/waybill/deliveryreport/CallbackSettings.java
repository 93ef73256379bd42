package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;
import org.waybill.signature.SignaturePolicy;

/** How callbacks are checked. */
@ApplicationScoped
public class CallbackSettings {
  private AccountSignatures signatures;

  protected CallbackSettings() {}

  @Inject
  public CallbackSettings(Settings settings, PlivoAccounts accounts) {
    signatures = new AccountSignatures(accounts, policy(settings));
  }

  private static SignaturePolicy policy(Settings settings) {
    String name = "waybill.signature-policy";
    String word = settings.text(name).orElse(SignaturePolicy.STRICT.name());
    return Arrays.stream(SignaturePolicy.values())
        .filter(policy -> word(policy).equalsIgnoreCase(word.replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    name,
                    Arrays.stream(SignaturePolicy.values())
                        .map(CallbackSettings::word)
                        .collect(Collectors.joining(", ", "it is one of ", "."))));
  }

  private static String word(SignaturePolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  AccountSignatures signatures() {
    return signatures;
  }
}
