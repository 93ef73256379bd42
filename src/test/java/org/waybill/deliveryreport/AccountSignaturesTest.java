package org.waybill.deliveryreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.deliveryreport.AccountSignatures.Finding;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;
import org.waybill.signature.Diagnosis;
import org.waybill.signature.FormFields;
import org.waybill.signature.SignatureHeaders;
import org.waybill.signature.SignaturePolicy;
import org.waybill.signature.SignedRequest;
import org.waybill.signature.Verdict.Forged;
import org.waybill.signature.Verdict.Genuine;
import org.waybill.signature.Verdict.Missing;

@DisplayName("R4.5 the signature tells the account")
class AccountSignaturesTest {
  private static final String URL = "https://sms.example.com/api/webhooks/plivo/sms";
  private static final String OTHER_URL = "http://sms.example.com/api/webhooks/plivo/sms";
  private static final String NONCE = "71622054295678044660";
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("plivo.auth-id", "MADEFAULT00000000000"),
          Map.entry("plivo.auth-token", "default-token"),
          Map.entry("plivo.accounts", "alerts,bulk,east,west"),
          Map.entry("plivo.alerts.auth-id", "MAALERTS000000000000"),
          Map.entry("plivo.alerts.auth-token", "alerts-token,alerts-old-token"),
          // the default account once more, with senders of its own
          Map.entry("plivo.bulk.auth-id", "MADEFAULT00000000000"),
          Map.entry("plivo.bulk.auth-token", "default-new-token"),
          Map.entry("plivo.east.auth-id", "SAEAST00000000000000"),
          Map.entry("plivo.east.auth-token", "east-token"),
          Map.entry("plivo.east.main-auth-token", "main-token"),
          Map.entry("plivo.west.auth-id", "SAWEST00000000000000"),
          Map.entry("plivo.west.auth-token", "west-token"),
          Map.entry("plivo.west.main-auth-token", "main-token"));

  private final AccountSignatures signatures =
      new AccountSignatures(
          new PlivoAccounts(new Settings(name -> Optional.ofNullable(SETTINGS.get(name)))),
          SignaturePolicy.STRICT);

  @ParameterizedTest
  @CsvSource({
    "default-token, default bulk",
    "default-new-token, default bulk",
    "alerts-token, alerts",
    "alerts-old-token, alerts",
    "east-token, east",
    "west-token, west"
  })
  void namesTheAccountsOfTheTokensAuthId(String token, String accounts) {
    Finding found = signatures.check(request(signed(URL, token), null));

    assertThat(found.verdict()).isInstanceOf(Genuine.class);
    assertThat(found.accounts()).containsExactlyInAnyOrder(accounts.split(" "));
  }

  @Test
  void namesEverySubaccountOfAMainToken() {
    Finding found = signatures.check(request(null, signed(URL, "main-token")));

    assertThat(found.verdict()).isInstanceOf(Genuine.class);
    assertThat(found.accounts()).containsExactlyInAnyOrder("east", "west");
  }

  @Test
  void saysTheMostTellingOfWhatIsWrong() {
    assertForged(Diagnosis.NO_TOKEN_MATCHES, request(signed(URL, "unknown"), null));
    assertForged(Diagnosis.URL_DIFFERS, request(signed(OTHER_URL, "alerts-token"), null));
    assertForged(Diagnosis.OTHER_TOKEN, request(signed(URL, "main-token"), null));
  }

  @Test
  void saysWhatIsMissing() {
    Finding found = signatures.check(request(null, null));

    assertThat(found).isEqualTo(new Finding(new Missing(Diagnosis.NO_HEADER), Set.of()));
  }

  private void assertForged(Diagnosis diagnosis, SignedRequest request) {
    assertThat(signatures.check(request)).isEqualTo(new Finding(new Forged(diagnosis), Set.of()));
  }

  private static SignedRequest request(String v2, String maV2) {
    return new SignedRequest(
        "POST",
        URL,
        FormFields.none(),
        FormFields.none(),
        new SignatureHeaders(v2, maV2, NONCE, null, null, null),
        List.of(OTHER_URL));
  }

  private static String signed(String url, String token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] digest = mac.doFinal((url + NONCE).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
