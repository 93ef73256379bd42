package org.waybill.batch;

import java.util.HashMap;
import java.util.Map;

/**
 * For batches under work. A client has half of them at most, unless there is one: a batch keeps its
 * place for as long as its body takes to come, and nobody may keep everybody else out.
 */
final class Places {
  private final int all;
  private final int mostOfAClient;
  private final Map<String, Integer> taken = new HashMap<>();

  Places(int all) {
    this.all = all;
    this.mostOfAClient = (all + 1) / 2;
  }

  /** Returns whether there was one; if so, give it back by {@link #leave}. */
  synchronized boolean take(String client) {
    int own = taken.getOrDefault(client, 0);
    int used = taken.values().stream().mapToInt(Integer::intValue).sum();
    if (own == mostOfAClient || used == all) {
      return false;
    }
    taken.put(client, own + 1);
    return true;
  }

  synchronized void leave(String client) {
    taken.computeIfPresent(client, (any, own) -> own == 1 ? null : own - 1);
  }
}
