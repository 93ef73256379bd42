package org.waybill.plivo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/**
 * One Plivo account: credentials, senders, and how it is reached. Has no {@code toString}: it holds
 * secrets.
 */
public final class PlivoAccount {
  /** The account of the settings that name none. */
  public static final String DEFAULT = "default";

  private static final String AUTH_ID_RULE =
      "it is the auth id from the Plivo console, MA or SA followed by 18 letters and digits; "
          + "or set waybill.sandbox to true to try Waybill without an account.";
  private static final Set<String> LOG_VALUES =
      Set.of("true", "false", "content_only", "number_only");

  private final AccountKeys keys;
  private final String authId;
  private final List<String> authTokens;
  private final List<String> mainAuthTokens;
  private final Optional<String> defaultSender;
  private final URI baseUrl;
  private final Optional<String> log;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final Duration callTimeout;

  /**
   * @throws SettingException if a required setting is missing or one is malformed
   */
  PlivoAccount(String name, Settings settings) {
    this.keys = new AccountKeys(name, settings);
    this.authId = authId(settings);
    this.authTokens = authTokens(settings);
    this.mainAuthTokens = settings.list(keys.own("main-auth-token"));
    this.defaultSender = settings.text(keys.own("number"));
    this.baseUrl = BaseUrl.from(keys.shared("base-url"), settings);
    this.log = log(settings);
    this.connectTimeout = duration(settings, "connect-timeout", 5);
    this.readTimeout = duration(settings, "read-timeout", 10);
    this.callTimeout = duration(settings, "call-timeout", 20);
  }

  private Duration duration(Settings settings, String part, int seconds) {
    return settings.duration(keys.shared(part), Duration.ofSeconds(seconds));
  }

  private String authId(Settings settings) {
    String setting = keys.own("auth-id");
    String value = settings.requiredText(setting, AUTH_ID_RULE);
    if (!value.matches("(MA|SA)[A-Za-z0-9]{18}")) {
      throw new SettingException(setting, AUTH_ID_RULE);
    }
    return value;
  }

  private List<String> authTokens(Settings settings) {
    List<String> tokens = settings.list(keys.own("auth-token"));
    if (tokens.isEmpty()) {
      throw new SettingException(
          keys.own("auth-token"),
          "it is the auth token from the Plivo console; while it is rotated both, the newest first, "
              + "separated by a comma.");
    }
    return tokens;
  }

  private Optional<String> log(Settings settings) {
    Optional<String> value = settings.text(keys.shared("log"));
    if (!value.map(LOG_VALUES::contains).orElse(true)) {
      throw new SettingException(
          keys.shared("log"), "it is true, false, content_only or number_only.");
    }
    return value;
  }

  /** Waybill's name of it. */
  public String name() {
    return keys.account();
  }

  /** The names of its settings, for those that read more of them. */
  public AccountKeys keys() {
    return keys;
  }

  public String authId() {
    return authId;
  }

  /** At least one, the newest first. Requests use the first; a signature may be made with any. */
  public List<String> authTokens() {
    return authTokens;
  }

  /** The main account's tokens where the account is a subaccount; possibly none. */
  public List<String> mainAuthTokens() {
    return mainAuthTokens;
  }

  public Optional<String> defaultSender() {
    return defaultSender;
  }

  /** Ends in {@code /v1/}; https unless the host is this machine. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** What Plivo keeps of a message in its own log; Plivo's default if empty. */
  public Optional<String> log() {
    return log;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** The longest silence of Plivo within one call. */
  public Duration readTimeout() {
    return readTimeout;
  }

  /** The longest time of one call as a whole. */
  public Duration callTimeout() {
    return callTimeout;
  }
}
