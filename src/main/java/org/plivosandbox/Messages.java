package org.plivosandbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The accepted messages, newest first; the oldest are forgotten. */
class Messages {
  private final int most;
  private final Map<String, SandboxMessage> byUuid = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<SandboxMessage> newestFirst = new ConcurrentLinkedDeque<>();
  private final AtomicInteger size = new AtomicInteger();

  Messages(int most) {
    this.most = most;
  }

  void add(SandboxMessage message) {
    byUuid.put(message.uuid(), message);
    newestFirst.addFirst(message);
    if (size.incrementAndGet() > most) {
      size.decrementAndGet();
      byUuid.remove(newestFirst.removeLast().uuid());
    }
  }

  Optional<SandboxMessage> find(String uuid) {
    return Optional.ofNullable(byUuid.get(uuid));
  }

  Stream<SandboxMessage> newestFirst() {
    return newestFirst.stream();
  }
}
