package org.waybill.plivo;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Credentials for the built-in sandbox, drawn anew in every JVM, so that nothing need be configured
 * to try Waybill and no fixed secret exists. It is the weakest source: whatever is configured wins.
 *
 * <p>A source cannot ask the configuration that it is part of, so the rule looks only at system
 * properties and environment:
 *
 * <ol>
 *   <li>If {@code waybill.sandbox} (else {@code WAYBILL_SANDBOX}) is {@code true}, it supplies
 *       {@code plivo.auth-id}, {@code plivo.auth-token} and {@code plivo.number}.
 *   <li>If neither is set, the system property {@code waybill.quickstart} is {@code true}, and
 *       neither {@code plivo.auth-id} nor {@code PLIVO_AUTH_ID} is set, it supplies the same and
 *       {@code waybill.sandbox=true}.
 *   <li>In any other case it supplies nothing.
 * </ol>
 *
 * <p>No {@code plivo.number} joins a pool that was chosen: where {@code plivo.senders} or {@code
 * plivo.powerpack} is set, it supplies none.
 */
public class SandboxCredentials implements ConfigSource {
  private static final String SANDBOX = "waybill.sandbox";
  private static final Map<String, String> ACCOUNT =
      Map.of(
          "plivo.auth-id",
          "MA" + random(18),
          "plivo.auth-token",
          random(40),
          "plivo.number",
          "+14155550199");
  private static final Map<String, String> QUICK_START =
      Map.of(
          "plivo.auth-id",
          ACCOUNT.get("plivo.auth-id"),
          "plivo.auth-token",
          ACCOUNT.get("plivo.auth-token"),
          "plivo.number",
          ACCOUNT.get("plivo.number"),
          SANDBOX,
          "true");

  private final UnaryOperator<String> property;
  private final UnaryOperator<String> environment;

  public SandboxCredentials() {
    this(System::getProperty, System::getenv);
  }

  SandboxCredentials(UnaryOperator<String> property, UnaryOperator<String> environment) {
    this.property = property;
    this.environment = environment;
  }

  @Override
  public Map<String, String> getProperties() {
    String sandbox = firstOf(SANDBOX, "WAYBILL_SANDBOX");
    if (sandbox != null) {
      return isTrue(sandbox) ? withoutAnotherSender(ACCOUNT) : Map.of();
    }
    boolean quickStart = isTrue(property.apply("waybill.quickstart"));
    boolean configured = firstOf("plivo.auth-id", "PLIVO_AUTH_ID") != null;
    return quickStart && !configured ? withoutAnotherSender(QUICK_START) : Map.of();
  }

  private Map<String, String> withoutAnotherSender(Map<String, String> all) {
    if (firstOf("plivo.senders", "PLIVO_SENDERS") == null
        && firstOf("plivo.powerpack", "PLIVO_POWERPACK") == null) {
      return all;
    }
    Map<String, String> fewer = new HashMap<>(all);
    fewer.remove("plivo.number");
    return fewer;
  }

  private String firstOf(String propertyName, String environmentName) {
    String value = property.apply(propertyName);
    String first = value != null ? value : environment.apply(environmentName);
    return first == null || first.isBlank() ? null : first;
  }

  private static boolean isTrue(String value) {
    return value != null && value.strip().equalsIgnoreCase("true");
  }

  private static String random(int length) {
    return new SecureRandom()
        .ints(length, 0, 36)
        .mapToObj(digit -> Character.toString(Character.toUpperCase(Character.forDigit(digit, 36))))
        .collect(Collectors.joining());
  }

  @Override
  public Set<String> getPropertyNames() {
    return getProperties().keySet();
  }

  @Override
  public String getValue(String propertyName) {
    return getProperties().get(propertyName);
  }

  @Override
  public String getName() {
    return "Waybill's sandbox credentials";
  }

  @Override
  public int getOrdinal() {
    return 50;
  }
}
