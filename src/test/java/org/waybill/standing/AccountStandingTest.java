package org.waybill.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.pacing.Grant;
import org.waybill.testing.SettableClock;

class AccountStandingTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Pauses PAUSES = new Pauses(Duration.ofMinutes(1), Duration.ofSeconds(30), 3);
  private static final UUID PROBE = UUID.randomUUID();

  private final SettableClock clock = new SettableClock(T0);
  private final AccountStanding standing = new AccountStanding("default", T0);

  @Test
  void allowsEverythingWhileItWorks() {
    assertThat(grant()).isEqualTo(new Grant(32, T0));
    assertThat(standing.condition()).isEqualTo(Condition.WORKING);
  }

  @Test
  @DisplayName("R13.1 a refused account is probed, one message at a time")
  void probesAHeldAccount() {
    refused(UUID.randomUUID());
    assertThat(standing.condition()).isEqualTo(Condition.HELD);
    assertThat(grant()).isEqualTo(Grant.noneUntil(T0.plusSeconds(60)));

    clock.advance(Duration.ofMinutes(1));
    assertThat(grant().permits()).isEqualTo(1);
    standing.probing(PROBE, clock.instant().plusSeconds(60));
    assertThat(grant().isNone()).as("one at a time").isTrue();

    refused(PROBE);
    assertThat(grant()).isEqualTo(Grant.noneUntil(clock.instant().plusSeconds(60)));
  }

  @Test
  @DisplayName("R13.1 the probe that Plivo takes ends the hold")
  void worksAgainWhenTheProbeIsTaken() {
    refused(UUID.randomUUID());
    probe();

    answered(PROBE);

    assertThat(standing.condition()).isEqualTo(Condition.WORKING);
    assertThat(grant().permits()).isEqualTo(32);
  }

  @Test
  @DisplayName("R13.1 a clock that was ahead holds an account no longer once it is set right")
  void probesAtOnceAfterAClockWasSetBack() {
    clock.set(T0.plus(Duration.ofDays(3)));
    refused(UUID.randomUUID());
    clock.set(T0);

    assertThat(grant().permits()).isEqualTo(1);
    standing.probing(PROBE, T0.plusSeconds(60));
    assertThat(grant().isNone()).as("one at a time").isTrue();
    answered(PROBE);

    assertThat(standing.condition()).isEqualTo(Condition.WORKING);
    assertThat(standing.since()).isEqualTo(T0);
  }

  @Test
  void isNotReleasedByAnAnswerToASendFromBefore() {
    refused(UUID.randomUUID());

    answered(UUID.randomUUID());

    assertThat(standing.condition()).isEqualTo(Condition.HELD);
  }

  @Test
  void probesOnceMoreWhenTheProbesNodeDied() {
    refused(UUID.randomUUID());
    probe();
    clock.advance(Duration.ofSeconds(60));

    assertThat(grant().permits()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"NO_CREDIT", "DISABLED"})
  @DisplayName("R13.1 an account that cannot pay works again when a probe reaches the carrier")
  void takesTheCarriersWordForCredit(Cause why) {
    reported(claimedAt(T0), why);
    assertThat(grant().permits()).as("at once").isEqualTo(1);
    standing.probing(PROBE, clock.instant().plusSeconds(60));

    answered(PROBE);
    assertThat(standing.condition()).as("only taken").isEqualTo(Condition.HELD);
    assertThat(grant()).isEqualTo(Grant.noneUntil(T0.plusSeconds(60)));

    standing.sent(new Claimed(PROBE, T0.plusSeconds(1)), clock.instant());
    assertThat(standing.condition()).isEqualTo(Condition.WORKING);
  }

  @Test
  @DisplayName("R13.1 a probe counts however late it is reported")
  void takesTheCarriersWordForAProbeThatAnotherHasFollowed() {
    reported(claimedAt(T0), Cause.NO_CREDIT);
    Claimed first = claimedAt(T0.plusSeconds(1));
    standing.probing(first.attemptId(), T0.plusSeconds(60));
    answered(first.attemptId());
    clock.advance(Duration.ofMinutes(1));
    standing.probing(PROBE, clock.instant().plusSeconds(60));

    standing.sent(first, clock.instant());

    assertThat(standing.condition()).isEqualTo(Condition.WORKING);
  }

  @Test
  void isNotReleasedByWhatWentOutOnTheLastCredit() {
    Claimed last = claimedAt(T0);
    reported(claimedAt(T0), Cause.NO_CREDIT);

    standing.sent(last, clock.instant());

    assertThat(standing.condition()).isEqualTo(Condition.HELD);
  }

  @Test
  void isNotReleasedByAProbeFromBeforeTheCreditWasUsedUpAgain() {
    reported(claimedAt(T0), Cause.NO_CREDIT);
    Claimed first = claimedAt(T0.plusSeconds(1));
    reported(claimedAt(T0.plusSeconds(61)), Cause.NO_CREDIT);

    standing.sent(first, clock.instant());

    assertThat(standing.condition()).isEqualTo(Condition.HELD);
  }

  @Test
  void isNotHeldAgainForWhatFailedBeforeTheCreditCameBack() {
    reported(claimedAt(T0), Cause.NO_CREDIT);
    standing.sent(claimedAt(T0.plusSeconds(60)), clock.instant());

    reported(claimedAt(T0.plusSeconds(1)), Cause.NO_CREDIT);
    assertThat(standing.condition()).isEqualTo(Condition.WORKING);

    reported(claimedAt(T0.plusSeconds(61)), Cause.NO_CREDIT);
    assertThat(standing.condition()).isEqualTo(Condition.HELD);
  }

  @Test
  void waitsForAProbeThatFailsLate() {
    reported(claimedAt(T0), Cause.NO_CREDIT);
    Claimed first = claimedAt(T0.plusSeconds(1));
    standing.probing(first.attemptId(), T0.plusSeconds(60));
    clock.advance(Duration.ofMinutes(1));
    standing.probing(PROBE, clock.instant().plusSeconds(5));

    reported(first, Cause.NO_CREDIT);

    assertThat(grant()).isEqualTo(Grant.noneUntil(clock.instant().plusSeconds(60)));
  }

  @Test
  void waitsLongerWhenTheProbeFailsForWantOfCredit() {
    reported(claimedAt(T0), Cause.NO_CREDIT);
    standing.probing(PROBE, clock.instant().plusSeconds(60));

    reported(new Claimed(PROBE, T0), Cause.NO_CREDIT);

    assertThat(grant()).isEqualTo(Grant.noneUntil(T0.plusSeconds(60)));
  }

  @Test
  @DisplayName("R13.2 a run of failures opens the breaker, a success in between does not")
  void opensOnARun() {
    failed();
    failed();
    answered(UUID.randomUUID());
    failed();
    failed();
    assertThat(standing.condition()).isEqualTo(Condition.WORKING);

    failed();

    assertThat(standing.condition()).isEqualTo(Condition.BROKEN);
    assertThat(standing.cause()).contains(Cause.UNAVAILABLE);
    assertThat(grant()).isEqualTo(Grant.noneUntil(T0.plusSeconds(30)));
  }

  @Test
  @DisplayName("R13.2 the first probe that is taken closes the breaker, a failed one keeps it open")
  void closesWhenAProbeIsTaken() {
    failed();
    failed();
    failed();
    clock.advance(Duration.ofSeconds(30));
    standing.probing(PROBE, clock.instant().plusSeconds(60));
    standing.failed(PROBE, PAUSES, clock.instant());
    assertThat(grant()).isEqualTo(Grant.noneUntil(clock.instant().plusSeconds(30)));

    clock.advance(Duration.ofSeconds(30));
    standing.probing(PROBE, clock.instant().plusSeconds(60));
    answered(PROBE);

    assertThat(standing.condition()).isEqualTo(Condition.WORKING);
    assertThat(standing.failures()).isZero();
  }

  @Test
  void staysHeldWhenAProbeGetsNoUsableAnswer() {
    refused(UUID.randomUUID());
    probe();

    standing.failed(PROBE, PAUSES, clock.instant());

    assertThat(standing.condition()).isEqualTo(Condition.HELD);
    assertThat(grant()).isEqualTo(Grant.noneUntil(clock.instant().plusSeconds(60)));
  }

  private void probe() {
    clock.advance(Duration.ofMinutes(1));
    standing.probing(PROBE, clock.instant().plusSeconds(60));
  }

  private Grant grant() {
    return standing.grant(32, clock.instant());
  }

  private void refused(UUID attemptId) {
    standing.refused(
        new Claimed(attemptId, clock.instant()), Cause.UNAUTHORIZED, PAUSES, clock.instant());
  }

  private void reported(Claimed send, Cause why) {
    standing.reported(send, why, PAUSES, clock.instant());
  }

  private static Claimed claimedAt(Instant at) {
    return new Claimed(UUID.randomUUID(), at);
  }

  private void answered(UUID attemptId) {
    standing.answered(attemptId, PAUSES, clock.instant());
  }

  private void failed() {
    standing.failed(UUID.randomUUID(), PAUSES, clock.instant());
  }
}
