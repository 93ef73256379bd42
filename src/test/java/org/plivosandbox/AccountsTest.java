package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plivosandbox.Accounts.Account;

@DisplayName("S1.3 each account has its own messages and limits")
class AccountsTest {
  private static final String SEND =
      "{\"src\":\"14155550100\",\"dst\":\"14155550555\",\"text\":\"Hi\"}";

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Accounts accounts = new Accounts(List.of(account("MA1"), account("MA2")));

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void seeTheirOwnMessagesOnly() {
    assertThat(send("MA1").status()).isEqualTo(202);

    assertThat(get("MA1", "plivo", "v1", "Account", "MA1", "Message").body())
        .contains("\"to_number\":\"14155550555\"");
    assertThat(get("MA2", "plivo", "v1", "Account", "MA2", "Message").body())
        .doesNotContain("14155550555");
    assertThat(get("MA1", "accepted").body()).contains("14155550555");
    assertThat(get("MA2", "accepted").body()).contains("\"requests\":0");
  }

  @Test
  void haveTheirOwnLimits() {
    assertThat(send("MA1").status()).isEqualTo(202);
    assertThat(send("MA1").status()).isEqualTo(202);
    assertThat(send("MA1").status()).isEqualTo(429);

    assertThat(send("MA2").status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "MA1, plivo/v1/Account/MA2/Message, 401",
    "MA3, plivo/v1/Account/MA3/Message, 401",
    "MA3, accepted, 401",
    "MA1, plivo/v1/Account/MA1/Call, 404",
    "MA3, nothing, 404"
  })
  void areLetToNothingElse(String account, String path, int status) {
    assertThat(get(account, path.split("/")).status()).isEqualTo(status);
  }

  private Account account(String authId) {
    SandboxSettings settings = new SandboxSettings(true, List.of(), List.of(), 2, 0, 0);
    Credentials credentials = new Credentials(authId, List.of("token-of-" + authId), "main");
    Clock still = Clock.fixed(Instant.parse("2026-11-01T05:30:00Z"), ZoneOffset.UTC);
    CallbackSender sender =
        new CallbackSender(scheduler, new SignatureHeaders(credentials), List.of(), still);
    return new Account(credentials, new PlivoApi(settings, sender, still));
  }

  private Answer send(String authId) {
    return answer("POST", authId, "plivo", "v1", "Account", authId, "Message");
  }

  private Answer get(String authId, String... path) {
    return answer("GET", authId, path);
  }

  private Answer answer(String method, String authId, String... path) {
    return accounts.answer(
        new Incoming(
            method,
            List.of(path),
            "/sandbox/" + String.join("/", path) + "/",
            Map.of(),
            basic(authId),
            "127.0.0.1",
            SEND.getBytes(StandardCharsets.UTF_8)));
  }

  private static String basic(String authId) {
    String pair = authId + ":token-of-" + authId;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
