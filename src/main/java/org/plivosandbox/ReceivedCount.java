package org.plivosandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;

/** How many POSTs arrived, in all and per {@code dst}, whatever became of them. */
class ReceivedCount {
  private static final int LONGEST = 15;
  private final AtomicLong all = new AtomicLong();
  private final Cache<String, Long> byDst =
      Caffeine.newBuilder().maximumSize(100_000).executor(Runnable::run).build();

  void add(String dst) {
    all.incrementAndGet();
    for (String one : dst.split("<")) {
      if (one.length() <= LONGEST) {
        byDst.asMap().merge(SendRequest.digits(one), 1L, Long::sum);
      }
    }
  }

  long all() {
    return all.get();
  }

  long of(String dst) {
    return byDst.asMap().getOrDefault(dst, 0L);
  }
}
