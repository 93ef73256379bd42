package org.waybill.plivo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** The Plivo accounts that the settings describe: the default one, and those with a name. */
@ApplicationScoped
public class PlivoAccounts {
  private static final String NAMES = "plivo.accounts";

  private List<PlivoAccount> all;

  /** For the container's proxy only. */
  protected PlivoAccounts() {}

  /**
   * @throws SettingException if a required setting is missing or one is malformed
   */
  @Inject
  public PlivoAccounts(Settings settings) {
    List<PlivoAccount> accounts = new ArrayList<>();
    accounts.add(new PlivoAccount(PlivoAccount.DEFAULT, settings));
    names(settings).forEach(name -> accounts.add(new PlivoAccount(name, settings)));
    all = List.copyOf(accounts);
  }

  private static List<String> names(Settings settings) {
    List<String> names = settings.list(NAMES);
    if (!names.stream().allMatch(PlivoAccounts::isName)
        || names.stream().distinct().count() < names.size()) {
      throw new SettingException(
          NAMES,
          "it is a comma-separated list of different names of lower-case letters, digits and "
              + "hyphens; none is default, and none is main or ends in -main, which would be read "
              + "as the main account of another.");
    }
    return names;
  }

  /** PLIVO_MAIN_AUTH_TOKEN cannot be both an account's token and another's main token. */
  private static boolean isName(String name) {
    return name.matches("[a-z][a-z0-9-]{0,30}")
        && !name.equals(PlivoAccount.DEFAULT)
        && !name.matches("(.*-)?main");
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** The default account first. */
  public List<PlivoAccount> all() {
    return all;
  }

  /** Empty when the settings do not describe it, or not any more. */
  public Optional<PlivoAccount> named(String name) {
    return all.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  /** The longest time that a call to any of them takes. */
  public Duration longestCall() {
    return all.stream().map(PlivoAccount::callTimeout).max(Comparator.naturalOrder()).orElseThrow();
  }
}
