package org.waybill.plivo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/** The default Plivo account and how it is reached. Has no {@code toString}: it holds secrets. */
@ApplicationScoped
public class PlivoSettings {
  private static final String AUTH_ID_RULE =
      "it is the auth id from the Plivo console, MA or SA followed by 18 capital letters and digits; "
          + "or set waybill.sandbox to true to try Waybill without an account.";
  private static final Set<String> LOG_VALUES =
      Set.of("true", "false", "content_only", "number_only");

  private String authId;
  private List<String> authTokens;
  private List<String> mainAuthTokens;
  private Optional<String> defaultSender;
  private URI baseUrl;
  private Optional<String> log;
  private Duration connectTimeout;
  private Duration readTimeout;
  private Duration callTimeout;

  /** For the container's proxy only. */
  protected PlivoSettings() {}

  /**
   * @throws SettingException if a required setting is missing or one is malformed
   */
  @Inject
  public PlivoSettings(Settings settings) {
    this.authId = authId(settings);
    this.authTokens = authTokens(settings);
    this.mainAuthTokens = settings.list("plivo.main-auth-token");
    this.defaultSender = settings.text("plivo.number");
    this.baseUrl = BaseUrl.from(settings);
    this.log = log(settings);
    this.connectTimeout = settings.duration("plivo.connect-timeout", Duration.ofSeconds(5));
    this.readTimeout = settings.duration("plivo.read-timeout", Duration.ofSeconds(10));
    this.callTimeout = settings.duration("plivo.call-timeout", Duration.ofSeconds(20));
  }

  private static String authId(Settings settings) {
    String value = settings.requiredText("plivo.auth-id", AUTH_ID_RULE);
    if (!value.matches("(MA|SA)[A-Z0-9]{18}")) {
      throw new SettingException("plivo.auth-id", AUTH_ID_RULE);
    }
    return value;
  }

  private static List<String> authTokens(Settings settings) {
    List<String> tokens = settings.list("plivo.auth-token");
    if (tokens.isEmpty()) {
      throw new SettingException(
          "plivo.auth-token",
          "it is the auth token from the Plivo console; while it is rotated both, the newest first, "
              + "separated by a comma.");
    }
    return tokens;
  }

  private static Optional<String> log(Settings settings) {
    Optional<String> value = settings.text("plivo.log");
    if (!value.map(LOG_VALUES::contains).orElse(true)) {
      throw new SettingException("plivo.log", "it is true, false, content_only or number_only.");
    }
    return value;
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
