package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import org.waybill.message.Messages;

/** Messages whose time is over and that nobody submits: their account may not send, or is gone. */
@ApplicationScoped
@Transactional
public class Expiries {
  /** In one transaction. */
  public static final int MOST = 100;

  private final Messages messages;
  private final InstantSource clock;

  protected Expiries() {
    this(null, null);
  }

  @Inject
  public Expiries(Messages messages, InstantSource clock) {
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Fails what has expired, each by one node.
   *
   * @return how many; {@link #MOST} when there may be more
   */
  public int failExpired() {
    Instant now = clock.instant();
    return messages
        .changeExpired(
            now,
            MOST,
            message -> {
              message.withdraw(Reasons.expired(), now);
              return message;
            })
        .size();
  }
}
