package org.waybill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waybill.lifecycle.Starting;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** The applications that may call, each by its key. The keys are not kept, only their hashes. */
@ApplicationScoped
public class Clients {
  /** The client that {@code waybill.api-key} stands for. */
  static final String BOOTSTRAP = "bootstrap";

  private static final String NAMES = "waybill.clients";
  private static final int SHORTEST_KEY = 16;

  private record Known(String name, byte[] keyHash, Optional<String> account) {}

  private final List<Known> all = new ArrayList<>();

  /** For the container's proxy only. */
  protected Clients() {}

  /**
   * @throws SettingException if a key is missing, too short or another's, or an account unknown
   */
  @Inject
  public Clients(Settings settings, PlivoAccounts accounts) {
    // of any length: a trial may do with a short one
    add(BOOTSTRAP, "waybill.api-key", Optional.empty(), key("waybill.api-key", settings));
    for (String name : names(settings)) {
      String prefix = "waybill.client." + name;
      String setting = prefix + ".api-key";
      String key = longEnough(setting, key(setting, settings));
      add(name, setting, account(prefix + ".account", settings, accounts), key);
    }
  }

  private static List<String> names(Settings settings) {
    List<String> names = settings.list(NAMES);
    if (!names.stream().allMatch(Clients::isName)
        || names.stream().distinct().count() < names.size()) {
      throw new SettingException(
          NAMES,
          "it is a comma-separated list of different names of lower-case letters, digits and "
              + "hyphens; none is bootstrap.");
    }
    return names;
  }

  private static boolean isName(String name) {
    return name.matches("[a-z][a-z0-9-]{0,30}") && !name.equals(BOOTSTRAP);
  }

  private static Optional<String> account(
      String setting, Settings settings, PlivoAccounts accounts) {
    Optional<String> account = settings.text(setting);
    if (account.isPresent() && account.flatMap(accounts::named).isEmpty()) {
      throw new SettingException(setting, "it is default or one of plivo.accounts.");
    }
    return account;
  }

  private static String key(String setting, Settings settings) {
    return settings.requiredText(
        setting, "it is the key that callers of the API send as a bearer token.");
  }

  private static String longEnough(String setting, String key) {
    if (key.length() < SHORTEST_KEY) {
      throw new SettingException(
          setting, "a key has at least %d characters, better 32.".formatted(SHORTEST_KEY));
    }
    return key;
  }

  private void add(String name, String setting, Optional<String> account, String key) {
    if (of(key).isPresent()) {
      throw new SettingException(setting, "it is another key than that of every other client.");
    }
    all.add(new Known(name, sha256(key), account));
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** Whose key it is. Looks at every key: how long it takes tells nothing of which one it was. */
  Optional<String> of(String key) {
    byte[] presented = sha256(key);
    Optional<String> found = Optional.empty();
    for (Known client : all) {
      if (MessageDigest.isEqual(client.keyHash(), presented)) {
        found = Optional.of(client.name());
      }
    }
    return found;
  }

  /** The account of this client's messages that name none; empty when it has no account. */
  public Optional<String> accountOf(String client) {
    return all.stream()
        .filter(known -> known.name().equals(client))
        .findFirst()
        .flatMap(Known::account);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
