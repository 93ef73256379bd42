package org.waybill.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.message.Message;
import org.waybill.sender.SenderPool;
import org.waybill.sender.SenderPools;

/** Whether a message must not be sent because its recipient does not want it. */
@ApplicationScoped
public class OptOutCheck {
  private final Suppressions suppressions;
  private final SenderPools pools;

  protected OptOutCheck() {
    this(null, null);
  }

  @Inject
  public OptOutCheck(Suppressions suppressions, SenderPools pools) {
    this.suppressions = suppressions;
    this.pools = pools;
  }

  /** One query. */
  public boolean forbids(Message message) {
    return suppressions.contains(judged(message), message.to());
  }

  /** Those of the messages that are forbidden, by id. One query. */
  public Set<UUID> forbidden(List<Message> messages) {
    Map<String, Set<String>> unwanted =
        suppressions.sendersUnwantedBy(
            messages.stream().map(Message::to).collect(Collectors.toSet()));
    return unwanted.isEmpty()
        ? Set.of()
        : messages.stream()
            .filter(message -> unwanted.containsKey(message.to()))
            .filter(message -> !Collections.disjoint(judged(message), unwanted.get(message.to())))
            .map(Message::id)
            .collect(Collectors.toSet());
  }

  /** To whoever opted out of one sender of a pool, another of the same pool is no other sender. */
  private Set<String> judged(Message message) {
    Set<String> senders = new HashSet<>(Set.of(message.from()));
    if (message.pooled()) {
      pools.of(message.account()).map(SenderPool::values).ifPresent(senders::addAll);
    }
    return senders;
  }
}
