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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * Counts messages that are to be submitted on the given day. Call it last in the transaction that
   * accepts them: where a cap is set, others wait for its end.
   *
   * @throws CapReached if they are too many, or the day has cost too much
   */
  public void admit(AccountDay of, int messages) {
    if (!admits(of, messages)) {
      throw reached(of);
    }
  }

  /** As {@link #admit}, for whoever can wait. */
  public boolean admits(AccountDay of, int messages) {
    return !isSpent(of)
        && settings
            .of(of.account())
            .messages()
            .map(most -> counted(of, messages, most))
            .orElse(true);
  }

  private boolean counted(AccountDay of, int messages, int most) {
    open(of);
    return query(
                of,
                "update account_day set messages = messages + ?3"
                    + OF_DAY
                    + " and messages + ?3 <= ?4")
            .setParameter(3, messages)
            .setParameter(4, most)
            .executeUpdate()
        == 1;
  }

  /** Those of which nothing more would be admitted. Asked before anything is written in vain. */
  public Set<AccountDay> full(Stream<AccountDay> days) {
    return days.distinct().filter(this::isFull).collect(Collectors.toSet());
  }

  /**
   * @throws CapReached if one of them is full
   */
  public void refuseFull(Stream<AccountDay> days) {
    full(days).stream()
        .findAny()
        .ifPresent(
            of -> {
              throw reached(of);
            });
  }

  private boolean isFull(AccountDay of) {
    return isSpent(of)
        || settings.of(of.account()).messages().filter(most -> counted(of) >= most).isPresent();
  }

  private long counted(AccountDay of) {
    String sql = "select coalesce(sum(messages), 0) from account_day" + OF_DAY;
    return ((Number) query(of, sql).getSingleResult()).longValue();
  }

  private CapReached reached(AccountDay of) {
    Instant now = clock.instant();
    boolean today = of.equals(AccountDay.of(of.account(), now));
    return new CapReached(
        of, Optional.of(Duration.between(now, of.end())).filter(untilTomorrow -> today));
  }

  /** How many of the wanted sends what was spent today allows. */
  public Grant grant(String account, int wanted) {
    Instant now = clock.instant();
    AccountDay today = AccountDay.of(account, now);
    return isSpent(today) ? Grant.noneUntil(today.end()) : new Grant(wanted, now);
  }

  private boolean isSpent(AccountDay of) {
    return settings
        .of(of.account())
        .spend()
        .map(most -> spent(of).compareTo(most) >= 0)
        .orElse(false);
  }

  private BigDecimal spent(AccountDay of) {
    return (BigDecimal)
        query(of, "select coalesce(sum(spend), 0) from account_day" + OF_DAY).getSingleResult();
  }

  void bill(@Observes Billed bill) {
    AccountDay of = AccountDay.of(bill.account(), bill.at());
    if (!isCounted(bill, of)) {
      open(of);
      isCounted(bill, of);
    }
  }

  private boolean isCounted(Billed bill, AccountDay of) {
    return query(of, "update account_day set spend = spend + ?3" + OF_DAY)
            .setParameter(3, bill.amount())
            .executeUpdate()
        == 1;
  }

  private void open(AccountDay of) {
    query(
            of,
            "insert into account_day (account, utc_day, messages, spend) values (?1, ?2, 0, 0)"
                + " on conflict do nothing")
        .executeUpdate();
  }

  private Query query(AccountDay of, String sql) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, of.account())
        .setParameter(2, Date.valueOf(of.day()));
  }
}
