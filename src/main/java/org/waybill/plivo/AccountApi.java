package org.waybill.plivo;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.plivo.api.PlivoClient;
import com.plivo.api.exceptions.PlivoRestException;
import com.plivo.api.exceptions.PlivoValidationException;
import com.plivo.api.models.base.LogLevel;
import com.plivo.api.models.message.Message;
import com.plivo.api.models.message.MessageCreateResponse;
import com.plivo.api.models.message.MessageCreator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.waybill.plivo.SubmitResult.Refused;

/**
 * Plivo's Message API, for one account, through plivo-java. Blocks for at most {@code
 * plivo.call-timeout}, apart from a slow name server; safe for any number of threads.
 *
 * <pre>
 * POST {base-url}Account/MAXXXXXXXXXXXXXXXXXX/Message/
 * {"src":"+1415555XXXX","dst":"+4479460XXXXX","text":"...","method":"POST","log":"true",
 *  "url":"https://sms.example.com/api/webhooks/plivo/sms/0198..."}
 *
 * 202 {"message":"message(s) queued","message_uuid":["db3ce55a-7f1d-11e1-8ea7-1231380bc196"],"api_id":"db342550-..."}
 * </pre>
 */
final class AccountApi implements AutoCloseable {
  /** Plivo keeps a message in its queue for 5 to 10,799 seconds when told how long. */
  private static final long SHORTEST_EXPIRY = 5;

  private static final long OWN_EXPIRY = 10_800;

  /**
   * Sooner than the other end closes a connection that nobody uses: a question that goes out on one
   * that was just closed is not asked again, and not answered.
   */
  private static final long LONGEST_IDLE_SECONDS = 10;

  private static final int MOST_IDLE = 32;

  private static final int LONGEST_UUID = 64;

  private final PlivoAccount account;
  private final InstantSource clock;
  private final PlivoClient client;
  private final OkHttpClient http;

  AccountApi(PlivoAccount account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
    OkHttpClient.Builder builder = safeHttp(account);
    this.client =
        new PlivoClient(
            account.authId(),
            account.authTokens().get(0),
            builder,
            account.baseUrl().toString(),
            new SimpleModule(),
            LogLevel.NONE);
    // plivo-java hides its OkHttpClient; a twin from the same builder shares its pool, to close it.
    this.http = builder.build();
  }

  // OkHttp's own recovery re-posts, and a re-posted message is a second SMS.
  private static OkHttpClient.Builder safeHttp(PlivoAccount account) {
    return new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .connectionPool(new ConnectionPool(MOST_IDLE, LONGEST_IDLE_SECONDS, TimeUnit.SECONDS))
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(account.connectTimeout())
        .readTimeout(account.readTimeout())
        .writeTimeout(account.readTimeout())
        .callTimeout(account.callTimeout())
        .addNetworkInterceptor(new ExchangeRecorder());
  }

  /** Submits at most once; every outcome is a value. */
  SubmitResult submit(Submission submission) {
    return submission
        .defect()
        .<SubmitResult>map(reason -> new Refused(OptionalInt.empty(), reason, false))
        .orElseGet(() -> submitOnce(submission));
  }

  private SubmitResult submitOnce(Submission submission) {
    try (Exchange exchange = Exchange.begin(() -> isTooLate(submission))) {
      try {
        MessageCreateResponse answer = creator(submission).client(client).create();
        return Verdict.ofAnswer(exchange, uuidIn(answer), clock.instant());
      } catch (IOException | PlivoRestException | RuntimeException failure) {
        return Verdict.ofFailure(exchange, failure, clock.instant());
      }
    }
  }

  private boolean isTooLate(Submission submission) {
    Instant now = clock.instant();
    boolean tooLate = now.isAfter(submission.notAfter()) || submission.isExpired(now);
    if (!tooLate) {
      submission.leaving().accept(now);
    }
    return tooLate;
  }

  // With a list of recipients plivo-java sends src as it is; with a single one it takes a sender of
  // more than 14 characters for a powerpack.
  private MessageCreator creator(Submission submission) throws MalformedURLException {
    List<String> to = List.of(submission.to());
    MessageCreator creator =
        submission.isFromPowerpack()
            ? Message.creator(to, submission.text(), submission.from())
            : Message.creator(submission.from(), to, submission.text());
    creator.url(submission.callbackUrl().toURL()).method("POST");
    account.log().ifPresent(creator::log);
    expiry(submission).ifPresent(creator::message_expiry);
    return creator;
  }

  /** Empty when Plivo's own limit comes first. */
  private Optional<Long> expiry(Submission submission) {
    return Optional.ofNullable(submission.expiresAt())
        .map(at -> Duration.between(clock.instant(), at).toSeconds())
        .filter(seconds -> seconds < OWN_EXPIRY)
        .map(seconds -> Math.max(seconds, SHORTEST_EXPIRY));
  }

  /** Null also for a word that no message could be kept under. */
  private static String uuidIn(MessageCreateResponse answer) {
    List<String> uuids = answer == null ? null : answer.getMessageUuid();
    String uuid = uuids == null || uuids.isEmpty() ? null : uuids.get(0);
    return uuid == null || uuid.isBlank() || uuid.length() > LONGEST_UUID ? null : uuid;
  }

  /** Reads Plivo's record of one message. A 404 right after a send may only mean "not yet". */
  ReadResult read(String messageUuid) {
    try (Exchange exchange = Exchange.begin()) {
      try {
        return Reading.ofAnswer(exchange, Message.getter(messageUuid).client(client).get());
      } catch (IOException
          | PlivoRestException
          | PlivoValidationException
          | RuntimeException failure) {
        return Reading.ofFailure(exchange, failure, clock.instant());
      }
    }
  }

  /**
   * A page of Plivo's log of outbound messages, newest first.
   *
   * @param since first time of a message, by Plivo's clock
   * @param until last time of a message
   * @param offset how many to skip, for the pages after the first
   */
  LogPage log(Instant since, Instant until, int offset) {
    try (Exchange exchange = Exchange.begin()) {
      return new MessageLog(http, account).page(exchange, since, until, offset);
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
