package org.waybill.message;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.testing.Drafts;

class MessageTest {
  private static final Instant T0 = Instant.parse("2026-10-25T00:30:00Z");
  private static final Instant REPORTED_AT = T0.plus(Duration.ofDays(3));
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration STUCK_AFTER = Duration.ofHours(24);
  private static final FailureReason NO_REPORT =
      new FailureReason("no_delivery_report", "no delivery report", "ask");

  private final Instant now = T0;

  @Test
  void goesTheOrdinaryWay() {
    Message message = submitted();

    reports("queued", "sent", "delivered").forEach(report -> message.report(id(message), report));

    assertThat(history(message)).isEqualTo("accepted submitting submitted queued sent delivered");
    assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message.messageUuid()).contains("uuid-1");
    assertThat(message.nextActionAt()).isEmpty();
  }

  static Stream<List<DeliveryReport>> setsOfReports() {
    return Stream.of(
        reports("queued", "sent", "delivered"),
        reports("queued", "sent", "undelivered/20"),
        reports("queued", "failed/40"),
        reports("queued", "sent", "delivered", "undelivered/80"),
        List.of(
            told("sent", 2), told("queued", 1), told("undelivered/10", 3), told("delivered", 4)),
        List.of(told("delivered", 3), told("failed/50", 4), told("failed/40", 4)),
        List.of(priced("queued", "0.0035"), priced("sent", "0.0035"), priced("failed/420", "0")));
  }

  @ParameterizedTest
  @MethodSource("setsOfReports")
  void endsTheSameForEveryOrderOfItsReportsAndTheAnswer(List<DeliveryReport> reports) {
    String expected = null;
    for (List<Integer> order : permutations(reports.size() + 1)) {
      Message message = leased();
      for (int index : order) {
        arrive(message, reports, index);
      }
      String end = endOf(message);
      expected = expected == null ? end : expected;
      assertThat(end).as("order %s", order).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("setsOfReports")
  void endsTheSameForAnyNumberOfCopies(List<DeliveryReport> reports) {
    Message once = leased();
    IntStream.rangeClosed(0, reports.size()).forEach(index -> arrive(once, reports, index));
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Message message = leased();
      List<Integer> order = new ArrayList<>(List.of(reports.size()));
      IntStream.range(0, reports.size())
          .forEach(index -> order.addAll(Collections.nCopies(1 + random.nextInt(3), index)));
      Collections.shuffle(order, random);
      order.forEach(index -> arrive(message, reports, index));
      assertThat(endOf(message)).as("order %s", order).isEqualTo(endOf(once));
    }
  }

  /** The last index stands for Plivo's answer to the send. */
  private void arrive(Message message, List<DeliveryReport> reports, int index) {
    if (index == reports.size()) {
      message.submitted(id(message), "uuid-1", 202, now);
    } else {
      message.report(id(message), reports.get(index));
    }
  }

  @Test
  void tellsWhetherAReportWasNews() {
    Message message = submitted();
    assertThat(message.report(id(message), told("delivered", 3))).isTrue();
    assertThat(message.report(id(message), told("delivered", 3))).isFalse();
    assertThat(message.report(id(message), told("sent", 2))).isTrue();
    assertThat(message.report(id(message), told("sent", 2))).isFalse();
    assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void correctsAFailureThatOnlyWeHadDeclared() {
    Message message = submitted();
    message.report(id(message), told("sent", 2));
    message.declareFailed(id(message), NO_REPORT, now);
    assertThat(message.provisional()).isTrue();
    message.news().takeChanges();

    message.report(id(message), told("delivered", 3));

    assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message.reason()).isEmpty();
    assertThat(message.provisional()).isFalse();
    assertThat(message.news().takeChanges()).singleElement().matches(StatusChanged::correction);
    assertThat(message.history().entries()).filteredOn(message.history()::isCorrection).hasSize(1);
  }

  @Test
  void givesEveryCorrectionTheSameTime() {
    Message message = submitted();
    Duration stuckAfter = Duration.between(now, message.latest().deadlineAt().orElseThrow());
    Instant time = now;
    for (String word : List.of("queued", "sent")) {
      time = time.plus(stuckAfter.multipliedBy(2));
      message.declareFailed(id(message), NO_REPORT, time);

      message.report(id(message), at(time, word));

      assertThat(message.latest().deadlineAt()).contains(time.plus(stuckAfter));
    }
  }

  @Test
  void doesNotCorrectWithWhatWasKnownBefore() {
    Message message = submitted();
    message.report(id(message), told("sent", 2));
    message.declareFailed(id(message), NO_REPORT, now);

    message.report(id(message), told("queued", 1));
    message.report(id(message), told("sent", 2));

    assertThat(message.status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message.reason().map(FailureReason::code)).contains("no_delivery_report");
  }

  @Test
  void givesANewDeadlineToAMessageThatACorrectionReopened() {
    Message message = leased();
    message.unconfirmed(id(message), null, now, Source.DISPATCHER, now);
    message.declareFailed(id(message), new FailureReason("unconfirmed_send", "n", "a"), now);

    message.report(id(message), told("sent", 2));

    assertThat(message.status()).isEqualTo(MessageStatus.SENT);
    assertThat(message.nextActionAt()).contains(REPORTED_AT.plus(STUCK_AFTER));
  }

  @Test
  void believesAGenuineReportOverARefusalInEitherOrder() {
    Message refusedFirst = leased();
    refusedFirst.refused(id(refusedFirst), new FailureReason("http_400", "n", "a"), 400, now);
    refusedFirst.report(id(refusedFirst), told("delivered", 3));
    Message reportedFirst = leased();
    reportedFirst.report(id(reportedFirst), told("delivered", 3));
    reportedFirst.refused(id(reportedFirst), new FailureReason("http_400", "n", "a"), 400, now);

    assertThat(refusedFirst.status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(reportedFirst.status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @ParameterizedTest
  @MethodSource("setsOfReports")
  void isCorrectedAlikeByEveryOrderOfLateReports(List<DeliveryReport> reports) {
    String expected = null;
    for (List<Integer> order : permutations(reports.size())) {
      Message message = submitted();
      message.declareFailed(id(message), NO_REPORT, now);
      order.forEach(index -> message.report(id(message), reports.get(index)));
      String end = endOf(message);
      expected = expected == null ? end : expected;
      assertThat(end).as("order %s", order).isEqualTo(expected).contains("*");
    }
  }

  @Test
  void takesTheSameWordWithALaterSequenceWithoutMoving() {
    Message message = submitted();
    message.report(id(message), told("sent", 2));
    message.news().takeChanges();
    message.news().takeOthers();

    assertThat(message.report(id(message), told("sent", 3))).isFalse();

    assertThat(message.status()).isEqualTo(MessageStatus.SENT);
    assertThat(message.news().takeChanges()).isEmpty();
    assertThat(message.news().takeOthers()).isEmpty();
  }

  @Test
  void isAcceptedAgainWhenALateAnswerSaysThatPlivoSurelyDidNotTakeIt() {
    Message message = leased();
    message.unconfirmed(id(message), null, now, Source.SWEEPER, now);

    message.postponed(id(message), 429, now.plusSeconds(5), now);

    assertThat(message.status()).isEqualTo(MessageStatus.ACCEPTED);
  }

  @Test
  void isNotSentAgainWhenAReportDisprovesThatItWasTurnedAway() {
    Message message = leased();
    message.postponed(id(message), 429, now.plusSeconds(5), now);

    message.report(id(message), told("queued", 1));

    assertThat(message.status()).isEqualTo(MessageStatus.QUEUED);
  }

  @Test
  void isDueAgainWhenPlivoTurnedItAway() {
    Message message = leased();
    message.postponed(id(message), 429, now.plusSeconds(5), now);

    assertThat(message.status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message.nextActionAt()).contains(now.plusSeconds(5));
    assertThat(message.latest().tries()).isEqualTo(1);
  }

  @Test
  void keepsItsLeaseAndThenItsDeadline() {
    Message message = leased();
    assertThat(message.nextActionAt()).contains(T0.plus(LEASE));

    message.submitted(id(message), "uuid-1", 202, now);
    message.report(id(message), told("sent", 2));

    assertThat(message.nextActionAt()).contains(T0.plus(STUCK_AFTER));
  }

  @Test
  void cannotBeLeasedTwice() {
    Message message = leased();
    assertThatIllegalStateException().isThrownBy(() -> message.lease(LEASE, STUCK_AFTER, now));
  }

  @Test
  void ignoresALateAnswerThatSaysLessThanIsKnown() {
    Message message = leased();
    message.report(id(message), told("delivered", 3));

    message.unconfirmed(id(message), 500, now, Source.DISPATCHER, now);
    message.refused(id(message), NO_REPORT, 400, now);
    message.postponed(id(message), 429, now, now);
    message.declareFailed(id(message), NO_REPORT, now);

    assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void takesThePriceOfTheReportThatCountsMost() {
    Message message = submitted();
    message.report(id(message), priced("failed/420", "0"));
    message.report(id(message), priced("queued", "0.0035"));

    assertThat(message.price()).contains(new BigDecimal("0"));
    assertThat(message.currency()).contains("USD");
  }

  @Test
  void waitsForTheTimeThatItsDraftNames() {
    Message message = Message.accept(draft(T0.plusSeconds(3_600)), T0);

    assertThat(message.nextActionAt()).contains(T0.plusSeconds(3_600));
  }

  @Test
  void isTakenBackWhileItWaits() {
    Message message = Message.accept(draft(null), T0);

    assertThat(message.cancel(Source.CLIENT, now)).isTrue();

    assertThat(message.status()).isEqualTo(MessageStatus.CANCELLED);
    assertThat(message.nextActionAt()).isEmpty();
    assertThat(message.cancel(Source.CLIENT, now)).isFalse();
  }

  @Test
  void cannotBeTakenBackOnceItIsSubmitted() {
    assertThat(leased().cancel(Source.CLIENT, now)).isFalse();
  }

  @Test
  void standsWhereItsNewAttemptStands() {
    Message message = submitted();
    message.report(id(message), told("undelivered/80", 3));

    message.retry(now.plusSeconds(300), Source.DISPATCHER, now);

    assertThat(message.status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message.reason()).isEmpty();
    assertThat(message.nextActionAt()).contains(now.plusSeconds(300));
    assertThat(message.attempts()).hasSize(2);
    assertThat(history(message)).isEqualTo("accepted submitting submitted undelivered accepted");
  }

  @Test
  void staysAsItEndedUntilItsPlannedRetry() {
    Message message = submitted();
    message.report(id(message), told("undelivered/80", 3));
    assertThat(message.retryAt()).isEmpty();

    message.planRetry(now.plusSeconds(300));

    assertThat(message.status()).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(message.reason().map(FailureReason::code)).contains("80");
    assertThat(message.retryAt()).contains(now.plusSeconds(300));
    assertThat(message.cancel(Source.CLIENT, now)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"delivered", "failed/40", "undelivered/10"})
  void forgetsItsPlannedRetryWhenAReportMovesIt(String word) {
    Message message = submitted();
    message.report(id(message), told("rejected/80", 3));
    message.planRetry(now.plusSeconds(300));

    message.report(id(message), told(word, 4));

    assertThat(message.status().word()).isEqualTo(word.split("/")[0]);
    assertThat(message.retryAt()).isEmpty();
  }

  @Test
  void keepsItsPlannedRetryWhenAnOldReportComes() {
    Message message = submitted();
    message.report(id(message), told("undelivered/80", 3));
    message.planRetry(now.plusSeconds(300));

    message.report(id(message), told("sent", 2));

    assertThat(message.retryAt()).contains(now.plusSeconds(300));
  }

  @Test
  void plansNoRetryOfWhatIsOnItsWay() {
    assertThatIllegalStateException().isThrownBy(() -> submitted().planRetry(now));
  }

  @Test
  void isRetriedBySomebodyBeforeItsPlannedTime() {
    Message message = submitted();
    message.report(id(message), told("undelivered/80", 3));
    message.planRetry(now.plusSeconds(300));

    message.retry(now, Source.CLIENT, now);

    assertThat(message.retryAt()).isEmpty();
    assertThat(message.nextActionAt()).contains(now);
  }

  static Stream<Arguments> endsOfTwoAttempts() {
    return Stream.of(
        arguments("delivered", "undelivered/80", MessageStatus.DELIVERED),
        arguments("undelivered/80", "delivered", MessageStatus.DELIVERED),
        arguments("delivered", "delivered", MessageStatus.DELIVERED),
        arguments("delivered", "sent", MessageStatus.SENT),
        arguments("sent", "undelivered/80", MessageStatus.SENT),
        arguments("sent", "failed/40", MessageStatus.SENT),
        arguments("failed/40", "undelivered/80", MessageStatus.UNDELIVERED));
  }

  @ParameterizedTest
  @MethodSource("endsOfTwoAttempts")
  void standsWhereItArrivedWhicheverAttemptDid(String first, String second, MessageStatus end) {
    for (boolean inOrder : new boolean[] {true, false}) {
      Message message = leased();
      UUID old = id(message);
      message.unconfirmed(old, null, now, Source.DISPATCHER, now);
      message.declareFailed(old, new FailureReason("unconfirmed_send", "n", "a"), now);
      UUID young = message.retry(now, Source.CLIENT, now).id();
      message.lease(LEASE, STUCK_AFTER, now);
      message.submitted(young, "uuid-2", 202, now);
      if (inOrder) {
        message.report(old, told(first, 3));
        message.report(young, named("uuid-2", second));
      } else {
        message.report(young, named("uuid-2", second));
        message.report(old, told(first, 3));
      }

      assertThat(message.status()).as("in order %s", inOrder).isEqualTo(end);
      assertThat(message.attempts()).extracting(Attempt::provisional).containsOnly(false);
      assertThat(message.news().takeChanges()).last().matches(change -> change.to() == end);
    }
  }

  @Test
  void isNotSentAgainWhenAnEarlierAttemptArrivedWhilePlivoTurnedThisOneAway() {
    Message message = submitted();
    UUID first = id(message);
    message.report(first, told("undelivered/80", 3));
    UUID second = message.retry(now, Source.CLIENT, now).id();
    message.lease(LEASE, STUCK_AFTER, now);
    message.report(first, told("delivered", 4));

    message.postponed(second, 429, now.plusSeconds(5), now);

    assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message.nextActionAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "sent"})
  void isAskedAboutAfterSomeSilenceInEachStatusAndAtItsDeadline(String word) {
    Message message = leased();
    message.asksAfter(Duration.ofMinutes(10));
    message.submitted(id(message), "uuid-1", 202, T0);
    assertThat(message.nextActionAt()).contains(T0.plus(Duration.ofMinutes(10)));

    message.report(id(message), at(T0.plusSeconds(60), word));
    assertThat(message.nextActionAt()).as("kept").contains(T0.plusSeconds(600));
    message.report(id(message), at(T0.plusSeconds(120), word));

    assertThat(message.putsOffLook(T0.plusSeconds(600))).isTrue();
    assertThat(message.nextActionAt()).as("since the last word").contains(T0.plusSeconds(720));
    assertThat(message.putsOffLook(T0.plusSeconds(720))).isFalse();
  }

  @Test
  void isAskedAboutAtItsDeadlineWhenThatComesBeforeTheSilenceIsLong() {
    Message message = leased();
    message.asksAfter(STUCK_AFTER.plusSeconds(1));
    message.submitted(id(message), "uuid-1", 202, T0);

    assertThat(message.nextActionAt()).contains(T0.plus(STUCK_AFTER));
  }

  @Test
  void tellsOnceThatItWasSubmittedWhenTheAnswerComesAfterItWasFoundInTheLog() {
    Message message = leased();
    message.unconfirmed(id(message), null, now, Source.SWEEPER, now);
    message.adopted(id(message), "uuid-1", now);

    message.submitted(id(message), "uuid-1", 202, now);

    assertThat(history(message)).isEqualTo("accepted submitting unconfirmed submitted");
    assertThat(message.latest().httpStatus()).isEqualTo(202);
  }

  @Test
  void isAdoptedThoughItWasGivenUp() {
    Message message = leased();
    message.unconfirmed(id(message), null, now, Source.DISPATCHER, now);
    message.declareFailed(id(message), new FailureReason("unconfirmed_send", "n", "a"), now);
    message.news().takeChanges();

    message.adopted(id(message), "uuid-1", now);

    assertThat(message.status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(message.news().takeChanges()).first().matches(StatusChanged::correction);
  }

  @Test
  void isNotRetriedWhileItIsOnItsWayOrDelivered() {
    assertThat(leased().mayBeRetried()).isFalse();
    Message delivered = submitted();
    delivered.report(id(delivered), told("delivered", 3));
    assertThat(delivered.mayBeRetried()).isFalse();
  }

  @Test
  void takesItsWaitingAttemptBackWhenAnEarlierOneArrivedAfterAll() {
    Message message = submitted();
    UUID first = id(message);
    message.report(first, told("undelivered/80", 3));
    message.retry(now.plusSeconds(300), Source.DISPATCHER, now);
    message.news().takeChanges();

    message.report(first, told("delivered", 4));

    assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message.nextActionAt()).isEmpty();
    assertThat(message.news().takeChanges())
        .singleElement()
        .matches(change -> change.to() == MessageStatus.DELIVERED);
  }

  @Test
  void keepsAnAttemptThatIsAlreadyUnderWayWhenAnEarlierOneArrives() {
    Message message = submitted();
    UUID first = id(message);
    message.report(first, told("undelivered/80", 3));
    message.retry(now, Source.DISPATCHER, now);
    message.lease(LEASE, STUCK_AFTER, now);

    message.report(first, told("delivered", 4));

    assertThat(message.status()).isEqualTo(MessageStatus.SUBMITTING);
  }

  @Test
  @DisplayName("R1.2 both reasons are told of, whichever report came first")
  void tellsOfBothReasons() {
    DeliveryReport earlier = told("failed/300", 3);
    DeliveryReport later = told("failed/200", 4);
    for (List<DeliveryReport> order : List.of(List.of(earlier, later), List.of(later, earlier))) {
      Message message = submitted();
      message.news().takeChanges();
      order.forEach(report -> message.report(id(message), report));

      assertThat(message.reason().map(FailureReason::code)).contains("200");
      assertThat(message.news().takeChanges())
          .allMatch(change -> change.to() == MessageStatus.FAILED)
          .extracting(StatusChanged::reason)
          .containsExactlyInAnyOrder("300", "200");
    }
  }

  @Test
  void tellsNothingOfAWordThatComesLate() {
    Message message = submitted();
    message.report(id(message), told("failed/300", 3));
    message.news().takeChanges();

    message.report(id(message), told("queued", 1));
    message.report(id(message), told("failed/300", 3));

    assertThat(message.news().takeChanges()).isEmpty();
  }

  @Test
  @DisplayName("R1.6 another reason drops the plan that the first one made")
  void dropsThePlanWithItsReason() {
    Message message = submitted();
    message.report(id(message), told("undelivered/80", 3));
    message.planRetry(now.plusSeconds(300));

    message.report(id(message), told("undelivered/80", 4));
    assertThat(message.retryAt()).isPresent();
    message.report(id(message), told("undelivered/50", 5));

    assertThat(message.retryAt()).isEmpty();
  }

  @Test
  @DisplayName("R1.2 what waits for an attempt that had arrived is taken back in every order")
  void takesBackWhatWaitsForAnAttemptThatHadArrived() {
    List<DeliveryReport> words = List.of(told("sent", 2), told("undelivered/50", 3));
    List<String> ends = new ArrayList<>();
    for (List<Integer> order : permutations(words.size())) {
      Message message = leased();
      UUID first = id(message);
      message.unconfirmed(first, 500, now, Source.DISPATCHER, now);
      message.declareFailed(first, NO_REPORT, now);
      message.retry(now, Source.SWEEPER, now);
      order.forEach(place -> message.report(first, words.get(place)));
      String told =
          message.news().takeChanges().stream()
              .map(StatusChanged::reason)
              .filter(Objects::nonNull)
              .collect(joining(" "));
      ends.add("%s %s %s".formatted(message.status(), message.attempts().get(1).status(), told));
    }

    assertThat(ends).containsOnly("UNDELIVERED CANCELLED no_delivery_report 50");
  }

  @Test
  void leavesARetryThatAClientAskedForWhenTheAttemptBeforeItFailedAfterAll() {
    Message message = submitted();
    UUID first = id(message);
    message.declareFailed(first, NO_REPORT, now);
    message.retry(now, Source.CLIENT, now);

    message.report(first, told("undelivered/50", 3));

    assertThat(message.status()).isEqualTo(MessageStatus.ACCEPTED);
  }

  @Test
  void isNoNewsOfAnOldFailureToTakeARetryBack() {
    Message message = submitted();
    message.report(id(message), told("failed/200", 3));
    message.retry(now, Source.CLIENT, now);
    message.news().takeChanges();

    message.cancel(Source.CLIENT, now);

    assertThat(message.status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message.news().takeChanges())
        .singleElement()
        .satisfies(change -> assertThat(change.reason()).isNull());
  }

  @Test
  void isNotUpdatedBeforeItWas() {
    Message message = submitted();
    message.report(id(message), at(T0.plusSeconds(20), "sent"));

    message.report(id(message), at(T0.plusSeconds(10), "queued"));

    assertThat(message.updatedAt()).isEqualTo(T0.plusSeconds(20));
  }

  private Message leased() {
    Message message = Message.accept(draft(null), T0);
    message.lease(LEASE, STUCK_AFTER, T0);
    return message;
  }

  private static Draft draft(Instant sendAt) {
    return Drafts.timed(sendAt, null);
  }

  private Message submitted() {
    Message message = leased();
    message.submitted(id(message), "uuid-1", 202, now);
    return message;
  }

  private static UUID id(Message message) {
    return message.latest().id();
  }

  private static String history(Message message) {
    return message.history().entries().stream()
        .map(entry -> entry.status().word())
        .collect(joining(" "));
  }

  private static String endOf(Message message) {
    String entries =
        message.history().entries().stream()
            .map(
                entry ->
                    (message.history().isCorrection(entry) ? "*" : "")
                        + entry.kind()
                        + ":"
                        + entry.status().word()
                        + "/"
                        + entry.reason())
            .collect(joining(" "));
    return "%s %s %s %s | %s"
        .formatted(
            message.status(),
            message.reason().map(FailureReason::code),
            message.price(),
            message.messageUuid(),
            entries);
  }

  private static List<DeliveryReport> reports(String... words) {
    return Stream.of(words).map(word -> told(word, null)).toList();
  }

  private static DeliveryReport told(String word, Integer sequence) {
    return report(word, sequence, null);
  }

  private static DeliveryReport priced(String word, String price) {
    return report(word, null, new BigDecimal(price));
  }

  private static DeliveryReport named(String uuid, String word) {
    DeliveryReport any = told(word, 3);
    return new DeliveryReport(
        uuid, any.status(), 3, any.reason(), 1, null, Source.CALLBACK, REPORTED_AT);
  }

  private static DeliveryReport at(Instant at, String word) {
    MessageStatus status = MessageStatus.ofWord(word).orElseThrow();
    return new DeliveryReport("uuid-1", status, null, null, 1, null, Source.CALLBACK, at);
  }

  private static DeliveryReport report(String word, Integer sequence, BigDecimal price) {
    String[] parts = word.split("/");
    FailureReason reason = parts.length > 1 ? new FailureReason(parts[1], "n", "a") : null;
    MessageStatus status = MessageStatus.ofWord(parts[0]).orElseThrow();
    return new DeliveryReport(
        "uuid-1", status, sequence, reason, 1, price, Source.CALLBACK, REPORTED_AT);
  }

  private static List<List<Integer>> permutations(int size) {
    if (size == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (List<Integer> shorter : permutations(size - 1)) {
      for (int place = 0; place <= shorter.size(); place++) {
        List<Integer> longer = new ArrayList<>(shorter);
        longer.add(place, size - 1);
        all.add(longer);
      }
    }
    return all;
  }
}
