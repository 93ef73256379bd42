package org.waybill.sender;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.AccountKeys;
import org.waybill.plivo.PlivoAccount;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** The senders of every account. */
@ApplicationScoped
public class SenderPools {
  private static final int MOST = 1_000;

  private final Map<String, SenderPool> pools = new LinkedHashMap<>();

  /** For the container's proxy only. */
  protected SenderPools() {}

  /**
   * @throws SettingException if a sender is none, or a powerpack has others beside it
   */
  @Inject
  public SenderPools(PlivoAccounts accounts, Settings settings) {
    accounts.all().forEach(account -> pools.put(account.name(), pool(account, settings)));
  }

  private static SenderPool pool(PlivoAccount account, Settings settings) {
    AccountKeys keys = account.keys();
    String number = keys.own("number");
    String senders = keys.own("senders");
    List<Sender> numbers =
        Stream.concat(
                account.defaultSender().stream().map(written -> read(number, written)),
                settings.list(senders).stream().map(written -> read(senders, written)))
            .distinct()
            .toList();
    if (numbers.size() > MOST) {
      throw new SettingException(senders, "a pool has at most 1,000 senders.");
    }
    return powerpack(keys.own("powerpack"), settings)
        .map(powerpack -> alone(powerpack, numbers, keys))
        .orElseGet(() -> new SenderPool(numbers, number));
  }

  private static Sender read(String setting, String written) {
    return Sender.of(Address.written(written))
        .orElseThrow(reason -> new SettingException(setting, reason));
  }

  private static Optional<Sender> powerpack(String setting, Settings settings) {
    return settings
        .text(setting)
        .map(Sender::powerpack)
        .map(powerpack -> powerpack.orElseThrow(why -> new SettingException(setting, why)));
  }

  private static SenderPool alone(Sender powerpack, List<Sender> numbers, AccountKeys keys) {
    String setting = keys.own("powerpack");
    if (!numbers.isEmpty()) {
      throw new SettingException(
          setting,
          "it stands instead of %s and %s: set it alone."
              .formatted(keys.own("number"), keys.own("senders")));
    }
    return new SenderPool(List.of(powerpack), setting);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** Empty for an account that the settings do not describe. */
  public Optional<SenderPool> of(String account) {
    return Optional.ofNullable(pools.get(account));
  }

  /** The one account that has the sender; empty when none or several have it. */
  public Optional<String> ownerOf(Sender sender) {
    List<String> owners =
        pools.entrySet().stream()
            .filter(pool -> pool.getValue().senders().contains(sender))
            .map(Map.Entry::getKey)
            .toList();
    return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
  }
}
