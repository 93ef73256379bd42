package org.plivosandbox;

import static org.plivosandbox.State.DELIVERED;
import static org.plivosandbox.State.FAILED;
import static org.plivosandbox.State.SENT;
import static org.plivosandbox.State.UNDELIVERED;

import java.time.Duration;

/**
 * What happens to a message, chosen by the last three digits of its recipient.
 *
 * @param errorCode 0 while there is nothing to complain of
 * @param finalAfterSent the time between {@code sent} and the end
 */
record Behaviour(
    State end,
    int errorCode,
    Duration finalAfterSent,
    Reports reports,
    Signing signing,
    Reply reply) {

  enum Reports {
    EVERY,
    NO_FINAL,
    NONE,
    EACH_THREE_TIMES,
    REVERSED,
    /** The whole series with wrong signatures, once and never retried, then the genuine one. */
    FORGED_FIRST
  }

  enum Signing {
    BOTH,
    V2_ONLY,
    WRONG
  }

  enum Reply {
    ACCEPTED,
    ACCEPTED_AFTER_CALLBACKS,
    ACCEPTED_LATE,
    /** The message is accepted and the connection cut. */
    ACCEPTED_DROPPED,
    /** The message is accepted and 500 answered. */
    ACCEPTED_AS_500,
    REFUSED_429,
    REFUSED_503;

    boolean accepts() {
      return this != REFUSED_429 && this != REFUSED_503;
    }
  }

  private static final Duration SOON = Duration.ofMillis(400);

  static final Behaviour DELIVERS =
      new Behaviour(DELIVERED, 0, SOON, Reports.EVERY, Signing.BOTH, Reply.ACCEPTED);

  /** How many POSTs to one recipient make a full round, after which the next one starts anew. */
  static int roundOf(String dst) {
    return switch (lastThree(dst)) {
      case "607" -> 3;
      case "609", "620" -> 2;
      default -> 1;
    };
  }

  /**
   * @param attempt which POST of the round this is, from 0
   */
  static Behaviour of(String dst, int attempt) {
    return switch (lastThree(dst)) {
      case "010" -> ends(UNDELIVERED, 10);
      case "020" -> ends(UNDELIVERED, 20);
      case "030" -> ends(UNDELIVERED, 30);
      case "040" -> ends(FAILED, 40);
      case "050" -> ends(FAILED, 50);
      case "060" -> ends(UNDELIVERED, 60);
      case "070" -> ends(UNDELIVERED, 70);
      case "080" -> ends(UNDELIVERED, 80);
      case "090" -> ends(FAILED, 90);
      case "100" -> ends(UNDELIVERED, 100);
      case "110" -> ends(FAILED, 110);
      case "200" -> ends(FAILED, 200);
      case "201" -> ends(FAILED, 201);
      case "420" -> ends(FAILED, 420);
      case "450" -> ends(FAILED, 450);
      case "900" -> ends(FAILED, 900);
      case "601" -> reports(Reports.NO_FINAL);
      case "602" -> reports(Reports.NONE);
      case "603" -> reports(Reports.EACH_THREE_TIMES);
      case "604" -> reports(Reports.REVERSED);
      case "605" -> replies(Reply.ACCEPTED_AFTER_CALLBACKS);
      case "606" -> replies(Reply.ACCEPTED_DROPPED);
      case "607" -> attempt < 2 ? replies(Reply.REFUSED_429) : DELIVERS;
      case "608" -> replies(Reply.ACCEPTED_AS_500);
      case "609" -> attempt < 1 ? replies(Reply.REFUSED_503) : DELIVERS;
      case "610" -> reports(Reports.FORGED_FIRST);
      case "611" ->
          new Behaviour(DELIVERED, 0, SOON, Reports.EVERY, Signing.V2_ONLY, Reply.ACCEPTED);
      case "612" -> replies(Reply.ACCEPTED_LATE);
      case "613" ->
          new Behaviour(
              DELIVERED, 0, Duration.ofSeconds(20), Reports.EVERY, Signing.BOTH, Reply.ACCEPTED);
      case "614" -> new Behaviour(SENT, 0, SOON, Reports.NONE, Signing.BOTH, Reply.ACCEPTED);
      case "620" -> attempt < 1 ? ends(UNDELIVERED, 80) : DELIVERS;
      default -> DELIVERS;
    };
  }

  private static String lastThree(String dst) {
    return dst.substring(dst.length() - 3);
  }

  private static Behaviour ends(State end, int errorCode) {
    return new Behaviour(end, errorCode, SOON, Reports.EVERY, Signing.BOTH, Reply.ACCEPTED);
  }

  private static Behaviour reports(Reports reports) {
    return new Behaviour(DELIVERED, 0, SOON, reports, Signing.BOTH, Reply.ACCEPTED);
  }

  private static Behaviour replies(Reply reply) {
    return new Behaviour(DELIVERED, 0, SOON, Reports.EVERY, Signing.BOTH, reply);
  }
}
