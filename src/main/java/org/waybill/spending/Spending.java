package org.waybill.spending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.waybill.message.Billed;
import org.waybill.pacing.Grant;

/** Counts what each account sends and costs in a day, and refuses what would exceed its caps. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Spending {
  private static final String OF_DAY = " where account = ?1 and utc_day = ?2";

  private final EntityManager entities;
  private final SpendingSettings settings;
  private final InstantSource clock;

  protected Spending() {
    this(null, null, null);
  }

  @Inject
  public Spending(EntityManager entities, SpendingSettings settings, InstantSource clock) {
    this.entities = entities;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Counts messages that are to be submitted at the given time. Call it last in the transaction
   * that accepts them: where a cap is set, others wait for its end.
   *
   * @throws CapReached if they are too many, or the day has cost too much
   */
  public void admit(String account, int messages, Instant dueAt) {
    if (!admits(account, messages, dueAt)) {
      throw new CapReached(account, day(dueAt), untilAfter(day(dueAt)));
    }
  }

  /** As {@link #admit}, for whoever can wait. */
  public boolean admits(String account, int messages, Instant dueAt) {
    LocalDate day = day(dueAt);
    return !isSpent(account, day)
        && settings
            .of(account)
            .messages()
            .map(most -> counted(account, day, messages, most))
            .orElse(true);
  }

  private boolean counted(String account, LocalDate day, int messages, int most) {
    open(account, day);
    return of(
                account,
                day,
                "update account_day set messages = messages + ?3"
                    + OF_DAY
                    + " and messages + ?3 <= ?4")
            .setParameter(3, messages)
            .setParameter(4, most)
            .executeUpdate()
        == 1;
  }

  /** How many of the wanted sends what was spent today allows. */
  public Grant grant(String account, int wanted) {
    Instant now = clock.instant();
    LocalDate today = day(now);
    return isSpent(account, today) ? Grant.noneUntil(end(today)) : new Grant(wanted, now);
  }

  private boolean isSpent(String account, LocalDate day) {
    return settings
        .of(account)
        .spend()
        .map(most -> spent(account, day).compareTo(most) >= 0)
        .orElse(false);
  }

  private BigDecimal spent(String account, LocalDate day) {
    return (BigDecimal)
        of(account, day, "select coalesce(sum(spend), 0) from account_day" + OF_DAY)
            .getSingleResult();
  }

  void bill(@Observes Billed bill) {
    LocalDate day = day(bill.at());
    if (!isCounted(bill, day)) {
      open(bill.account(), day);
      isCounted(bill, day);
    }
  }

  private boolean isCounted(Billed bill, LocalDate day) {
    return of(bill.account(), day, "update account_day set spend = spend + ?3" + OF_DAY)
            .setParameter(3, bill.amount())
            .executeUpdate()
        == 1;
  }

  private void open(String account, LocalDate day) {
    of(
            account,
            day,
            "insert into account_day (account, utc_day, messages, spend) values (?1, ?2, 0, 0)"
                + " on conflict do nothing")
        .executeUpdate();
  }

  private Query of(String account, LocalDate day, String sql) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, account)
        .setParameter(2, Date.valueOf(day));
  }

  /** Empty if the day is not today. */
  private Optional<Duration> untilAfter(LocalDate day) {
    Instant now = clock.instant();
    return Optional.of(Duration.between(now, end(day))).filter(any -> day.equals(day(now)));
  }

  private static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
