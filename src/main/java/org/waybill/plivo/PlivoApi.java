package org.waybill.plivo;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plivo's Message API, for every account. Blocks for at most the account's {@code call-timeout},
 * apart from a slow name server; safe for any number of threads.
 */
@ApplicationScoped
public class PlivoApi {
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
    return of(account).submit(submission);
  }

  /** Reads Plivo's record of one message. A 404 right after a send may only mean "not yet". */
  public ReadResult read(String account, String messageUuid) {
    return of(account).read(messageUuid);
  }

  /**
   * A page of Plivo's log of outbound messages, newest first.
   *
   * @param since first time of a message, by Plivo's clock
   * @param until last time of a message
   * @param offset how many to skip, for the pages after the first
   */
  public LogPage log(String account, Instant since, Instant until, int offset) {
    return of(account).log(since, until, offset);
  }

  private AccountApi of(String account) {
    AccountApi api = apis.get(account);
    if (api == null) {
      throw new IllegalArgumentException("no settings describe account=" + account);
    }
    return api;
  }

  @PreDestroy
  void close() {
    apis.values().forEach(AccountApi::close);
  }
}
