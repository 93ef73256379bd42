package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import org.waybill.message.Messages;
import org.waybill.time.Clocks;

/** Looks after what was accepted by a clock that was ahead and has been set right since. */
@ApplicationScoped
@Transactional
public class SetBackClock {
  private final Messages messages;
  private final InstantSource clock;

  protected SetBackClock() {
    this(null, null);
  }

  @Inject
  public SetBackClock(Messages messages, InstantSource clock) {
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Makes due what was to be sent at once: it would wait for as long as the clock was ahead.
   *
   * @return how many
   */
  public int letGo() {
    Instant now = clock.instant();
    return messages.letGoAcceptedAfter(now.plus(Clocks.MOST_APART), now);
  }
}
