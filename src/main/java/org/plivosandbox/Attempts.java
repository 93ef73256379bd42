package org.plivosandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Counts the POSTs from a sender to a recipient, for the recipients that answer them differently.
 */
class Attempts {
  private record Pair(String src, String dst) {}

  private final Cache<Pair, Integer> made =
      Caffeine.newBuilder().maximumSize(100_000).executor(Runnable::run).build();

  Behaviour next(String src, String dst) {
    int round = Behaviour.roundOf(dst);
    if (round == 1) {
      return Behaviour.of(dst, 0);
    }
    int count = made.asMap().merge(new Pair(src, dst), 1, (before, one) -> before % round + one);
    return Behaviour.of(dst, count - 1);
  }
}
