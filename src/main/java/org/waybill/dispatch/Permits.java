package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.waybill.pacing.Grant;
import org.waybill.pacing.Pacing;
import org.waybill.spending.Spending;
import org.waybill.standing.Standings;

/** Everything that an account must allow before a message of it is claimed. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Permits {
  private final Pacing pacing;
  private final Standings standings;
  private final Spending spending;

  protected Permits() {
    this(null, null, null);
  }

  @Inject
  public Permits(Pacing pacing, Standings standings, Spending spending) {
    this.pacing = pacing;
    this.standings = standings;
    this.spending = spending;
  }

  /** The pace first: it locks the account until the claim is committed. */
  Grant grant(String account, int wanted) {
    Grant paced = pacing.sends(account, wanted);
    return paced.isNone()
        ? paced
        : paced.and(standings.grant(account, wanted)).and(spending.grant(account, wanted));
  }

  void used(String account, List<Claim> claims) {
    pacing.sent(account, claims.size());
    Claim first = claims.get(0);
    standings.claimed(account, first.attemptId(), first.leaseUntil());
  }
}
