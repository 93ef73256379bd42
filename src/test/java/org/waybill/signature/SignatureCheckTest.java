package org.waybill.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.waybill.signature.Scenario.MAIN_TOKEN;
import static org.waybill.signature.Scenario.OTHER_TOKEN;
import static org.waybill.signature.Scenario.TOKEN;
import static org.waybill.signature.Scenario.valid;
import static org.waybill.signature.Scenario.validV2;
import static org.waybill.signature.SignatureFamily.MA_V2;
import static org.waybill.signature.SignatureFamily.MA_V3;
import static org.waybill.signature.SignatureFamily.V2;
import static org.waybill.signature.SignatureFamily.V3;
import static org.waybill.signature.SignaturePolicy.STRICT;
import static org.waybill.signature.SignaturePolicy.V2_ALLOWED_AFTER_FAILED_V3;
import static org.waybill.signature.SignaturePolicy.V3_ONLY;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.signature.Verdict.Forged;
import org.waybill.signature.Verdict.Genuine;
import org.waybill.signature.Verdict.Missing;

class SignatureCheckTest {
  private static final String NOT_IT = "DnnHLv1moXMTUx1+vmlzLEEMl/Ej1tBEh3ST7kuO1Ps=";

  static Stream<Arguments> genuine() {
    return Stream.of(
        arguments(named("V3 and Ma-V3", valid()), MA_V3),
        arguments(named("V3 alone", valid().without(MA_V3)), V3),
        arguments(named("Ma-V3 alone", valid().without(V3)), MA_V3),
        arguments(named("only Ma-V3 matches", valid().v3With(V3, OTHER_TOKEN)), MA_V3),
        arguments(named("only V3 matches", valid().v3With(MA_V3, OTHER_TOKEN)), V3),
        arguments(named("V2 and Ma-V2", validV2()), MA_V2),
        arguments(named("V2 alone", validV2().without(MA_V2)), V2),
        arguments(named("V3 matches, V2 fails", valid().v2With(V2, OTHER_TOKEN)), MA_V3),
        arguments(named("V3 nonce with a slash", valid().nonce("/1")), MA_V3),
        arguments(
            named("V2 nonce with a slash in it", validV2().nonce("1/1").v3Nonce(null)), MA_V2),
        arguments(named("GET", valid().asGet()), MA_V3),
        arguments(named("GET with nothing", valid().withoutFields().asGet()), MA_V3),
        arguments(named("POST with nothing", valid().withoutFields()), MA_V3),
        arguments(
            named("query and body", valid().queryField("b", "2").queryField("a", "1")), MA_V3),
        arguments(
            named("name before its longer one", valid().queryField("a1", "x").queryField("a", "y")),
            MA_V3),
        arguments(named("query alone", valid().withoutFields().queryField("a", "")), MA_V3),
        arguments(named("repeated names", valid().field("Tag", "b", "a", "b")), MA_V3),
        arguments(named("repeated names in a query", valid().queryField("t", "b", "a")), MA_V3),
        arguments(
            named("capitals before small letters", valid().field("a", "1").field("B", "2")), MA_V3),
        arguments(named("last value ends in a dot", valid().field("Zz", "See you.")), MA_V3),
        arguments(named("beyond ASCII", valid().field("Text", "Grüße & 100 % = 😀 +1")), MA_V3),
        arguments(named("a header of one space beside", valid().header(V3, " ")), MA_V3));
  }

  @ParameterizedTest
  @MethodSource("genuine")
  @DisplayName("R1.1 takes what Plivo signed and names the header")
  void takesWhatPlivoSigned(Scenario scenario, SignatureFamily family) {
    assertThat(strict().check(scenario.request()))
        .isInstanceOfSatisfying(
            Genuine.class, verdict -> assertThat(verdict.family()).isEqualTo(family));
  }

  @Test
  void namesTheNonceThatIsSigned() {
    SignedRequest request = valid().v2Matching().v3Nonce("123").request();
    assertThat(strict().check(request)).isEqualTo(new Genuine(MA_V3, "123"));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        forged("status altered", valid().withBody("Status", "failed"), Diagnosis.NO_TOKEN_MATCHES),
        forged("field added", valid().withBody("Extra", "1"), Diagnosis.NO_TOKEN_MATCHES),
        forged("other token", valid().signedWith(OTHER_TOKEN), Diagnosis.NO_TOKEN_MATCHES),
        forged("other token, V2", validV2().signedWith(OTHER_TOKEN), Diagnosis.NO_TOKEN_MATCHES),
        forged(
            "other URL", valid().signedFor("https://else.example/x"), Diagnosis.NO_TOKEN_MATCHES),
        forged("POST signed, GET sent", valid().method("GET"), Diagnosis.NO_TOKEN_MATCHES),
        forged(
            "GET signed, POST sent",
            valid().asGet().method("POST").withBody("a", "b"),
            Diagnosis.NO_TOKEN_MATCHES),
        forged("V3 fails, V2 matches", valid().v3Failing().v2Matching(), Diagnosis.BODY_ALTERED),
        forged(
            "altered, V2 matches",
            valid().v2Matching().withBody("Status", "sent"),
            Diagnosis.BODY_ALTERED),
        forged(
            "V3 blank, V2 matches", validV2().header(V3, ""), Diagnosis.ONLY_OTHER_FAMILY_MATCHES),
        forged(
            "V3 nonce alone, V2 matches",
            validV2().v3Nonce("1"),
            Diagnosis.ONLY_OTHER_FAMILY_MATCHES),
        forged(
            "Ma-V3 of commas, V2 matches",
            validV2().header(MA_V3, " ,,"),
            Diagnosis.ONLY_OTHER_FAMILY_MATCHES),
        forged(
            "V3 nonce alone, V2 fails",
            validV2().signedWith(OTHER_TOKEN).v3Nonce("1"),
            Diagnosis.NO_TOKEN_MATCHES),
        forged(
            "no Base64",
            valid().header(V3, "*".repeat(44)).without(MA_V3),
            Diagnosis.NO_TOKEN_MATCHES),
        forged(
            "beyond ASCII",
            valid().header(V3, "ü".repeat(44)).without(MA_V3),
            Diagnosis.MALFORMED_HEADER),
        forged("too short", valid().header(V3, "AAAA").without(MA_V3), Diagnosis.MALFORMED_HEADER),
        forged(
            "too long",
            valid().header(V3, "A".repeat(88)).without(MA_V3),
            Diagnosis.MALFORMED_HEADER),
        forged(
            "huge header", valid().header(V3, "A".repeat(1_000_000)), Diagnosis.MALFORMED_HEADER),
        forged(
            "header a little too long",
            valid().header(V3, "A".repeat(1025)),
            Diagnosis.MALFORMED_HEADER),
        forged("eleven signatures", listed(11), Diagnosis.MALFORMED_HEADER),
        forged("huge nonce", valid().nonce("1".repeat(129)), Diagnosis.MALFORMED_HEADER),
        forged("dot in the nonce", valid().nonce("1.2"), Diagnosis.MALFORMED_HEADER),
        forged(
            "V2 nonce that goes on with the path",
            validV2().nonce("/1").v3Nonce(null),
            Diagnosis.MALFORMED_HEADER),
        forged("two nonces", valid().nonce("1,2"), Diagnosis.MALFORMED_HEADER),
        missing("nothing", valid().withoutV3(), Diagnosis.NO_HEADER),
        missing("empty header", valid().withoutV3().header(V3, ""), Diagnosis.NO_HEADER),
        missing("commas", valid().withoutV3().header(V2, ",, ,"), Diagnosis.NO_HEADER),
        missing("nonces alone", valid().withoutV3().nonce("1"), Diagnosis.NO_HEADER),
        missing("V3 without nonce", valid().withoutNonce(), Diagnosis.NO_NONCE),
        missing("V3 with a blank nonce", valid().nonce(" "), Diagnosis.NO_NONCE),
        missing("V2 without nonce", validV2().withoutNonce(), Diagnosis.NO_NONCE),
        missing(
            "V3 without nonce, V2 matches",
            valid().v2Matching().v3Nonce(null),
            Diagnosis.NO_NONCE));
  }

  @ParameterizedTest
  @MethodSource("refused")
  @DisplayName("R1.5 refuses and says why")
  void refusesAndSaysWhy(Scenario scenario, Verdict expected) {
    assertThat(strict().check(scenario.request())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s,%s", "%s, %s", " %s ,, %s ,"})
  @DisplayName("R1.3 tries every signature of a list")
  void triesEverySignatureOfAList(String form) {
    Scenario scenario = valid().without(MA_V3);
    String right = scenario.signature(V3, TOKEN);
    scenario.header(V3, form.formatted(NOT_IT, right));
    assertThat(strict().check(scenario.request())).isInstanceOf(Genuine.class);
    scenario.header(V3, form.formatted(right, NOT_IT));
    assertThat(strict().check(scenario.request())).isInstanceOf(Genuine.class);
    scenario.header(V3, form.formatted(NOT_IT, NOT_IT));
    assertThat(strict().check(scenario.request())).isInstanceOf(Forged.class);
  }

  @Test
  void takesTheLastOfTenSignatures() {
    assertThat(strict().check(listed(10).request())).isInstanceOf(Genuine.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "second", "third"})
  @DisplayName("R1.3 tries every token")
  void triesEveryToken(String token) {
    SignatureCheck rotating =
        new SignatureCheck(List.of("first", "second", "third"), List.of(), STRICT);
    assertThat(rotating.check(valid().signedWith(token).request())).isInstanceOf(Genuine.class);
    assertThat(rotating.check(validV2().signedWith(token).request())).isInstanceOf(Genuine.class);
    assertThat(rotating.check(valid().signedWith("fourth").request())).isInstanceOf(Forged.class);
  }

  static Stream<Arguments> ofASubaccount() {
    return Stream.of(
        arguments(valid().v3With(MA_V3, MAIN_TOKEN), new Genuine(MA_V3, "05429567804466091622")),
        arguments(valid().without(MA_V3), new Genuine(V3, "05429567804466091622")),
        arguments(validV2().v2With(MA_V2, MAIN_TOKEN), new Genuine(MA_V2, "71622054295678044660")),
        arguments(valid().without(MA_V3).signedWith(MAIN_TOKEN), new Forged(Diagnosis.OTHER_TOKEN)),
        arguments(valid().without(V3).signedWith(TOKEN), new Forged(Diagnosis.OTHER_TOKEN)),
        arguments(validV2().without(V2).signedWith(TOKEN), new Forged(Diagnosis.OTHER_TOKEN)),
        arguments(valid().signedWith(OTHER_TOKEN), new Forged(Diagnosis.NO_TOKEN_MATCHES)));
  }

  @ParameterizedTest
  @MethodSource("ofASubaccount")
  @DisplayName("R1.4 checks plain and main headers of a subaccount each with its token")
  void checksPlainAndMainHeadersOfASubaccountEachWithItsToken(Scenario scenario, Verdict expected) {
    SignatureCheck check = new SignatureCheck(List.of(TOKEN), List.of(MAIN_TOKEN), STRICT);
    assertThat(check.check(scenario.request())).isEqualTo(expected);
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        arguments(V3_ONLY, valid(), Genuine.class),
        arguments(V3_ONLY, validV2(), Forged.class),
        arguments(V3_ONLY, valid().v3Failing().v2Matching(), Forged.class),
        arguments(V3_ONLY, valid().withoutV3(), Missing.class),
        arguments(V2_ALLOWED_AFTER_FAILED_V3, valid(), Genuine.class),
        arguments(V2_ALLOWED_AFTER_FAILED_V3, validV2(), Genuine.class),
        arguments(V2_ALLOWED_AFTER_FAILED_V3, valid().v3Failing().v2Matching(), Genuine.class),
        arguments(V2_ALLOWED_AFTER_FAILED_V3, valid().v2Matching().v3Nonce(null), Genuine.class),
        arguments(V2_ALLOWED_AFTER_FAILED_V3, valid().v3Failing(), Forged.class),
        arguments(V2_ALLOWED_AFTER_FAILED_V3, valid().v2Matching().signedWith("?"), Forged.class),
        arguments(V2_ALLOWED_AFTER_FAILED_V3, valid().withoutNonce(), Missing.class),
        arguments(STRICT, valid().v3Failing().v2Matching(), Forged.class));
  }

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("R1.2 follows the policy and never falls back to V2 by default")
  void followsThePolicy(SignaturePolicy policy, Scenario scenario, Class<?> verdict) {
    SignatureCheck check = new SignatureCheck(List.of(TOKEN), List.of(), policy);
    assertThat(check.check(scenario.request())).isInstanceOf(verdict);
  }

  @Test
  void saysThatThePolicyTakesNoV2() {
    SignatureCheck check = new SignatureCheck(List.of(TOKEN), List.of(), V3_ONLY);
    assertThat(check.check(validV2().request()))
        .isEqualTo(new Forged(Diagnosis.ONLY_OTHER_FAMILY_MATCHES));
  }

  @Test
  void saysThatASignatureFollowsTheRulesOfTheOtherVersion() {
    String v3 = valid().nonce("7").signature(V3, TOKEN);
    String v2 = validV2().nonce("7").signature(V2, TOKEN);
    Forged expected = new Forged(Diagnosis.ONLY_OTHER_FAMILY_MATCHES);
    Scenario v3InV2 = validV2().v3Nonce(null).header(V2, v3).without(MA_V2);
    assertThat(strict().check(sevenOnV2(v3InV2))).isEqualTo(expected);
    Scenario v2InV3 = valid().nonce("7").header(V3, v2).without(MA_V3);
    assertThat(strict().check(v2InV3.request())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sms.example.com/api/webhooks/plivo/sms/0190",
        "https://sms.example.com:443/api/webhooks/plivo/sms/0190",
        "https://old.example.com/api/webhooks/plivo/sms/0190"
      })
  void saysThatThePublicAddressDiffers(String signed) {
    Forged expected = new Forged(Diagnosis.URL_DIFFERS);
    Scenario v3 = valid().signedFor(signed).arrivedAs("https://no.example", signed);
    assertThat(strict().check(v3.request())).isEqualTo(expected);
    Scenario v2 = validV2().signedFor(signed).arrivedAs(signed);
    assertThat(strict().check(v2.request())).isEqualTo(expected);
  }

  @Test
  void triesNoMoreThanSixOtherAddresses() {
    String[] others = IntStream.range(0, 7).mapToObj(n -> "https://" + n).toArray(String[]::new);
    Scenario scenario = valid().arrivedAs(others);
    assertThat(strict().check(scenario.signedFor("https://5").request()))
        .isEqualTo(new Forged(Diagnosis.URL_DIFFERS));
    assertThat(strict().check(scenario.signedFor("https://6").request()))
        .isEqualTo(new Forged(Diagnosis.NO_TOKEN_MATCHES));
  }

  @ParameterizedTest
  @EnumSource(Diagnosis.class)
  void hasASentenceForEachDiagnosis(Diagnosis diagnosis) {
    assertThat(diagnosis.sentence()).endsWith(".").hasSizeBetween(40, 220);
  }

  @Test
  void showsNoSecretAndNoNumber() {
    String shown = valid().request().toString();
    assertThat(shown).contains("To").doesNotContain("14155550101", "=,");
    assertThat(shown).doesNotContain(valid().request().headers().v3());
  }

  @Test
  void isNotBuiltWithoutAToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignatureCheck(List.of(), List.of(), STRICT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignatureCheck(List.of(TOKEN), List.of(" "), STRICT));
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void judgesTheSameInManyThreads() {
    SignatureCheck check = strict();
    SignedRequest genuine = valid().request();
    SignedRequest altered = valid().withBody("Status", "failed").request();
    boolean right =
        IntStream.range(0, 20_000)
            .parallel()
            .allMatch(
                n ->
                    check.check(n % 2 == 0 ? genuine : altered) instanceof Genuine == (n % 2 == 0));
    assertThat(right).isTrue();
  }

  private static SignatureCheck strict() {
    return new SignatureCheck(List.of(TOKEN), List.of(), STRICT);
  }

  private static SignedRequest sevenOnV2(Scenario scenario) {
    return scenario.nonce("7").v3Nonce(null).request();
  }

  private static Scenario listed(int count) {
    Scenario scenario = valid().without(MA_V3);
    String right = scenario.signature(V3, TOKEN);
    return scenario.header(V3, (NOT_IT + ",").repeat(count - 1) + right);
  }

  private static Arguments forged(String name, Scenario scenario, Diagnosis diagnosis) {
    return arguments(named(name, scenario), new Forged(diagnosis));
  }

  private static Arguments missing(String name, Scenario scenario, Diagnosis diagnosis) {
    return arguments(named(name, scenario), new Missing(diagnosis));
  }
}
