package org.waybill.sending;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.waybill.commit.Committers;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;
import org.waybill.message.Message;

/** Accepts messages one by one; those that come together are committed together. */
@ApplicationScoped
public class Acceptor {
  @Inject Sending sending;
  @Inject AcceptanceSettings settings;
  @Resource ManagedThreadFactory threads;

  private final Committers<Offered, Message> committers = new Committers<>();

  void start(@Observes Started started) {
    committers.start(
        settings.committers(),
        new OfferedGroup(sending),
        settings.queue(),
        threads,
        "waybill-acceptor");
  }

  /**
   * @return the message when it is committed; fails as {@link Sending#accept}, and with {@link
   *     org.waybill.commit.TooManyWaiting}
   */
  CompletionStage<Message> accept(Offered offered) {
    return committers.commit(offered.message().id().hashCode(), offered);
  }

  /** What was offered is accepted, what comes now is not. */
  void stop(@Observes Stopping stopping) {
    committers.stop();
  }
}
