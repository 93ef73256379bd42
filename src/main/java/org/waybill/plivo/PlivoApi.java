package org.waybill.plivo;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.waybill.plivo.ReadResult.Unavailable;

/**
 * Plivo's Message API, for every account. Blocks for at most the account's {@code call-timeout},
 * apart from a slow name server; safe for any number of threads.
 */
@ApplicationScoped
public class PlivoApi {
  private static final String UNKNOWN = "No settings describe the account any more.";

  private Map<String, AccountApi> apis;

  /** For the container's proxy only. */
  protected PlivoApi() {}

  @Inject
  public PlivoApi(PlivoAccounts accounts, InstantSource clock) {
    apis =
        accounts.all().stream()
            .map(account -> Map.entry(account.name(), new AccountApi(account, clock)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Submits at most once; every outcome is a value. */
  public SubmitResult submit(String account, Submission submission) {
    return apis.get(account).submit(submission);
  }

  /** Reads Plivo's record of one message. A 404 right after a send may only mean "not yet". */
  public ReadResult read(String account, String messageUuid) {
    return Optional.ofNullable(apis.get(account))
        .map(api -> api.read(messageUuid))
        .orElseGet(() -> new Unavailable(OptionalInt.empty(), UNKNOWN, Duration.ZERO));
  }

  /**
   * A page of Plivo's log of outbound messages, newest first.
   *
   * @param since first time of a message, by Plivo's clock
   * @param until last time of a message
   * @param offset how many to skip, for the pages after the first
   */
  public LogPage log(String account, Instant since, Instant until, int offset) {
    return Optional.ofNullable(apis.get(account))
        .map(api -> api.log(since, until, offset))
        .orElseGet(() -> new LogPage.Unavailable(OptionalInt.empty(), UNKNOWN));
  }

  @PreDestroy
  void close() {
    apis.values().forEach(AccountApi::close);
  }
}
