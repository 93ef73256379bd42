package org.waybill.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.waybill.lifecycle.Started;
import org.waybill.message.MessageStatus;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.pacing.Grant;
import org.waybill.rows.Rows;

/** The standing of every account, in the database, so that all nodes hold and probe as one. */
@ApplicationScoped
@Transactional
public class Standings {
  /** The carrier has it: the account can pay. */
  private static final Set<MessageStatus> AT_THE_CARRIER =
      EnumSet.of(MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.UNDELIVERED);

  private static final String CLAIMED =
      "select a.id, a.submitting_at from "
          + Rows.wanted("uuid")
          + " join attempt a on a.id = wanted.id where a.submitting_at is not null";

  private final EntityManager entities;
  private final StandingSettings settings;
  private final StandingWatch watch;
  private final InstantSource clock;
  private final Event<StandingChanged> changes;

  protected Standings() {
    this(null, null, null, null, null);
  }

  @Inject
  public Standings(
      EntityManager entities,
      StandingSettings settings,
      StandingWatch watch,
      InstantSource clock,
      Event<StandingChanged> changes) {
    this.entities = entities;
    this.settings = settings;
    this.watch = watch;
    this.clock = clock;
    this.changes = changes;
  }

  public void start(@Observes Started started) {
    settings.accounts().forEach(this::open);
  }

  /** Nodes that start together open it once. */
  void open(String account) {
    entities
        .createNativeQuery(
            "insert into account_standing (account, condition, since, failures)"
                + " values (?1, 'WORKING', ?2, 0) on conflict do nothing")
        .setParameter(1, account)
        .setParameter(2, Timestamp.from(clock.instant()))
        .executeUpdate();
  }

  /** How many of the wanted sends the account's condition allows; none if it cannot be read. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Grant grant(String account, int wanted) {
    Instant now = clock.instant();
    return Optional.ofNullable(entities.find(AccountStanding.class, account))
        .map(
            standing -> {
              watch.saw(StandingChanged.to(standing));
              return standing.grant(wanted, now);
            })
        .orElseGet(() -> Grant.noneUntil(now.plusSeconds(1)));
  }

  /**
   * An attempt that was claimed on a grant. If the account is not working it is the probe.
   *
   * @param until when nobody will tell any more what became of it
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void claimed(String account, UUID attemptId, Instant until) {
    if (!watch.is(account, Condition.WORKING)) {
      change(account, standing -> standing.probing(attemptId, until));
    }
  }

  /** Plivo gave a usable answer to a send. */
  public void answered(String account, UUID attemptId) {
    AccountStanding standing = entities.find(AccountStanding.class, account);
    boolean asEver =
        standing != null && standing.condition() == Condition.WORKING && standing.failures() == 0;
    if (!asEver) {
      Instant now = clock.instant();
      change(account, held -> held.answered(attemptId, settings.pauses(), now));
    }
  }

  /** Plivo refused the account. */
  public void refused(String account, UUID attemptId, Cause why) {
    Instant now = clock.instant();
    Claimed send = claimed(attemptId).orElse(new Claimed(attemptId, now));
    change(account, standing -> standing.refused(send, why, settings.pauses(), now));
  }

  /** A send got no usable answer, or could not be made. */
  public void failed(String account, UUID attemptId) {
    Instant now = clock.instant();
    change(account, standing -> standing.failed(attemptId, settings.pauses(), now));
  }

  /** In the order of the accounts: who changes several must not wait for another who does. */
  void learn(@Observes StatusChanges news) {
    news.all().stream()
        .collect(Collectors.groupingBy(StatusChanged::account, TreeMap::new, Collectors.toList()))
        .forEach(this::learn);
  }

  private void learn(String account, List<StatusChanged> news) {
    news.forEach(this::learn);
    if (watch.is(account, Condition.HELD)) {
      sent(
          account,
          news.stream()
              .filter(change -> AT_THE_CARRIER.contains(change.to()))
              .map(StatusChanged::attemptId)
              .toList());
    }
  }

  private void learn(StatusChanged news) {
    Optional<Cause> why = Optional.ofNullable(news.reason()).flatMap(Cause::ofCode);
    if (why.isPresent()) {
      Instant now = clock.instant();
      Claimed send = claimed(news.attemptId()).orElse(new Claimed(news.attemptId(), now));
      change(
          news.account(), standing -> standing.reported(send, why.get(), settings.pauses(), now));
    } else if (news.from() == MessageStatus.UNCONFIRMED && news.to().tellsThatPlivoHasIt()) {
      answered(news.account(), news.attemptId());
    }
  }

  /** A whole backlog may have been sent before the account was held. */
  private void sent(String account, List<UUID> attemptIds) {
    List<Claimed> newestFirst = new ArrayList<>();
    Rows.query(
        entities.unwrap(Connection.class),
        CLAIMED,
        attemptIds,
        row -> newestFirst.add(new Claimed(Rows.uuid(row, 1), Rows.instant(row, 2))));
    if (!newestFirst.isEmpty()) {
      newestFirst.sort(Comparator.comparing(Claimed::at).reversed());
      Instant now = clock.instant();
      change(account, standing -> newestFirst.forEach(send -> standing.sent(send, now)));
    }
  }

  private Optional<Claimed> claimed(UUID attemptId) {
    return entities
        .createQuery("select a.submittingAt from Attempt a where a.id = :id", Instant.class)
        .setParameter("id", attemptId)
        .getResultStream()
        .filter(Objects::nonNull)
        .findFirst()
        .map(at -> new Claimed(attemptId, at));
  }

  private void change(String account, Consumer<AccountStanding> change) {
    AccountStanding standing =
        entities.find(AccountStanding.class, account, LockModeType.PESSIMISTIC_WRITE);
    if (standing != null) {
      entities.refresh(standing);
      Condition before = standing.condition();
      change.accept(standing);
      if (standing.condition() != before) {
        changes.fire(StandingChanged.to(standing));
      }
    }
  }
}
