package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SystemTest
class BadRequestIT {
  private static final String NUMBER = "+14156660123";
  private static final String TEXT = "swordfish";
  private static final String VALID = json("'to':'%s','text':'%s'".formatted(NUMBER, TEXT));

  static Stream<Arguments> faultyMembers() {
    return Stream.of(
        fault("no recipient", "'text':'swordfish'", "#/to"),
        fault("recipient null", "'to':null,'text':'swordfish'", "#/to"),
        fault("recipient empty", "'to':'','text':'swordfish'", "#/to"),
        fault("recipient a number", "'to':14156660123,'text':'swordfish'", "#/to"),
        fault("recipient a list", "'to':['+14156660123'],'text':'swordfish'", "#/to"),
        fault("national number", "'to':'4156660123','text':'swordfish'", "#/to"),
        fault("invalid number", "'to':'+11156660123','text':'swordfish'", "#/to"),
        fault("two numbers", "'to':'+14156660123<+14156660124','text':'swordfish'", "#/to"),
        fault("landline", "'to':'+442079460018','text':'swordfish'", "#/to"),
        fault("no text", "'to':'+14156660123'", "#/text"),
        fault("text empty", "'to':'+14156660123','text':''", "#/text"),
        fault("text blank", "'to':'+14156660123','text':' \\n'", "#/text"),
        fault("text a number", "'to':'+14156660123','text':5", "#/text"),
        fault("text with NUL", "'to':'+14156660123','text':'swordfish\\u0000'", "#/text"),
        fault("text with half an emoji", "'to':'+14156660123','text':'\\ud83d'", "#/text"),
        fault("1601 GSM characters", of("a".repeat(1601)), "#/text"),
        fault("801 characters of two septets", of("€".repeat(801)), "#/text"),
        fault("738 UCS-2 units", of("ж".repeat(738)), "#/text"),
        fault("369 emoji", of("😀".repeat(369)), "#/text"),
        fault("sender empty", valid("'from':''"), "#/from"),
        fault("sender too long", valid("'from':'ABCDEFGHIJKL'"), "#/from"),
        fault("sender with punctuation", valid("'from':'My-Shop'"), "#/from"),
        fault("name to the US", valid("'from':'WAYBILL'"), "#/from"),
        fault("sender is the recipient", valid("'from':'+14156660123'"), "#/from"),
        fault("sender true", valid("'from':true"), "#/from"),
        fault("reference blank", valid("'reference':' '"), "#/reference"),
        fault("reference too long", valid("'reference':'" + "r".repeat(256) + "'"), "#/reference"),
        fault("reference a number", valid("'reference':7"), "#/reference"),
        fault("metadata nested", valid("'metadata':{'a':{'b':1}}"), "#/metadata"),
        fault("metadata with a list", valid("'metadata':{'a':[1]}"), "#/metadata"),
        fault("metadata a text", valid("'metadata':'swordfish'"), "#/metadata"),
        fault("metadata long", valid("'metadata':{'a':'" + "m".repeat(4096) + "'}"), "#/metadata"),
        fault("unknown member", valid("'txet':'swordfish'"), "#/txet"),
        fault("unknown member with / and ~", valid("'a/b~c':1"), "#/a~1b~0c"),
        fault("unknown member without a name", valid("'':1"), "#/"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultyMembers")
  void namesTheFaultyMember(String fault, String body, String pointer) {
    Answer answer = Api.post(body).isProblem(400, "invalid-request");

    assertThat(answer.faults("pointer")).containsExactly(pointer);
    keepsSecrets(answer);
  }

  static Stream<Arguments> noObjects() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("blanks", "  "),
        Arguments.of("no JSON", "to=+14156660123&text=swordfish"),
        Arguments.of("broken off", VALID.substring(0, VALID.length() - 1)),
        Arguments.of("an array", "[" + VALID + "]"),
        Arguments.of("a text", "\"swordfish\""),
        Arguments.of("a number", "14156660123"),
        Arguments.of("null", "null"),
        Arguments.of("two objects", VALID + VALID),
        Arguments.of("rubbish behind it", VALID + "swordfish"),
        Arguments.of("single quotes", VALID.replace('"', '\'')),
        Arguments.of("a member twice", json(valid("'to':'+14156660124'"))),
        Arguments.of("an unknown member twice", json(valid("'x':1,'x':2"))),
        Arguments.of("a long number", json(valid("'metadata':{'a':" + "1".repeat(2_000) + "}"))),
        Arguments.of("a recipient of many digits", json("'to':" + "1".repeat(2_000))),
        Arguments.of("a large exponent", json(valid("'metadata':{'a':1e2147483648}"))),
        Arguments.of("a small exponent", json(valid("'metadata':{'a':1e-2147483648}"))),
        Arguments.of("an exponent that counts for nothing", json(valid("'x':0e99999999999"))),
        Arguments.of("nothing but a long number", "1".repeat(2_000)),
        Arguments.of("deeply nested", "[".repeat(20_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noObjects")
  void refusesWhatIsNoJsonObject(String name, String body) {
    Answer answer = Api.post(body).isProblem(400, "invalid-request");

    assertThat(answer.faults("pointer")).containsExactly("#");
    keepsSecrets(answer);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin1 = VALID.replace(TEXT, "grün").getBytes(StandardCharsets.ISO_8859_1);

    Answer answer = post(BodyPublishers.ofByteArray(latin1), "application/json");

    assertThat(answer.isProblem(400, "invalid-request").faults("pointer")).containsExactly("#");
  }

  @Test
  void saysThatAMemberStandsThereTwice() {
    Answer answer = Api.post(json(valid("'to':'+14156660124'")));

    assertThat(answer.isProblem(400, "invalid-request").json().getString("detail"))
        .contains("twice");
  }

  @Test
  void namesNoMoreUnknownMembersThanAnybodyReads() {
    String many =
        IntStream.range(0, 900).mapToObj(i -> "'" + i + "':1").collect(Collectors.joining(","));

    Answer answer = Api.post(json(valid(many))).isProblem(400, "invalid-request");

    assertThat(answer.faults("pointer")).hasSize(20);
    Api.post(json(valid(many + many.replace("':", "x':")))).isProblem(400, "invalid-request");
  }

  @Test
  void takesNumbersOfUsualSize() {
    Api.post(json(valid("'metadata':{'a':-12345678901234567890.12345,'b':1e-300}"))).hasStatus(202);
  }

  @Test
  void namesAllFaultyMembersAtOnce() {
    Answer answer =
        Api.post(json("'to':5,'text':'','from':false,'x':1")).isProblem(400, "invalid-request");

    assertThat(answer.faults("pointer")).contains("#/to", "#/text", "#/from", "#/x");
  }

  @Test
  void tellsHowANationalNumberIsWritten() {
    Answer answer = Api.post(json("'to':'4156660123','text':'swordfish'"));

    assertThat(answer.isProblem(400, "invalid-request").json().getString("detail"))
        .contains("international form", "+14155550123");
  }

  @Test
  void refusesABodyOver64KiB() {
    String large = json(valid("'x':'" + "x".repeat(65_536) + "'"));

    Answer counted = Api.post(large);
    Answer chunked = post(unknownLength(large), "application/json");

    counted.isProblem(413, "too-large");
    chunked.isProblem(413, "too-large");
    keepsSecrets(chunked);
  }

  @Test
  void takesABodyOfExactly64KiB() {
    String filled = VALID + " ".repeat(65_536 - VALID.length());

    Api.post(filled).hasStatus(202);
    post(unknownLength(filled), "application/json").hasStatus(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  void refusesOtherMediaTypes(String type) {
    keepsSecrets(
        post(BodyPublishers.ofString(VALID), type).isProblem(415, "unsupported-media-type"));
  }

  @Test
  void refusesABodyWithoutAMediaType() {
    Api.exchange(Api.request(Api.MESSAGES).POST(BodyPublishers.ofString(VALID)))
        .isProblem(415, "unsupported-media-type");
    Api.exchange(Api.request(Api.MESSAGES + "/batch").POST(BodyPublishers.ofString("[]")))
        .isProblem(415, "unsupported-media-type");
  }

  static Stream<String> noMediaTypes() {
    return Stream.of(
        "json",
        ";",
        "application/json, text/plain",
        "application/json" + ";a=b".repeat(1_000),
        "application/json" + " ".repeat(7_000) + "x");
  }

  @ParameterizedTest
  @MethodSource("noMediaTypes")
  void refusesAMediaTypeThatIsNone(String type) {
    post(BodyPublishers.ofString(VALID), type).isProblem(415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
        "application/json; profile=\"a;b\"",
        "Application/JSON; charset=utf-8"
      })
  void takesJsonWithACharset(String type) {
    post(BodyPublishers.ofString(VALID), type).hasStatus(202);
  }

  private static void keepsSecrets(Answer answer) {
    assertThat(answer.body()).doesNotContain("4156660123", "2079460018", TEXT);
  }

  private static Arguments fault(String name, String members, String pointer) {
    return Arguments.of(name, json(members), pointer);
  }

  private static String of(String text) {
    return "'to':'%s','text':'%s'".formatted(NUMBER, text);
  }

  private static String valid(String more) {
    return of(TEXT) + "," + more;
  }

  private static String json(String members) {
    return "{" + members.replace('\'', '"') + "}";
  }

  /** Sent in chunks, without Content-Length. */
  private static BodyPublisher unknownLength(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  private static Answer post(BodyPublisher body, String type) {
    HttpRequest.Builder request = Api.request(Api.MESSAGES).header("Content-Type", type);
    return Api.exchange(request.POST(body));
  }
}
