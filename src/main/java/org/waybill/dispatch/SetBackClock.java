package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.waybill.message.Messages;

/** Looks after what was accepted by a clock that was ahead and has been set right since. */
@ApplicationScoped
@Transactional
public class SetBackClock {
  /** More than this, and one of the nodes' clocks was wrong. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

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
    return messages.letGoAcceptedAfter(now.plus(CLOCKS_DIFFER), now);
  }
}
