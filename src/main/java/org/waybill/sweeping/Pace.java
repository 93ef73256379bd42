package org.waybill.sweeping;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where every question of one kind waits for its turn: Plivo limits what an account may ask. */
final class Pace {
  private final int questions;
  private final Duration per;
  private final Map<String, Bucket> accounts = new ConcurrentHashMap<>();

  Pace(int questions, Duration per) {
    this.questions = questions;
    this.per = per;
  }

  void awaitTurn(String account) {
    accounts.computeIfAbsent(account, any -> bucket()).asBlocking().consumeUninterruptibly(1);
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(questions).refillGreedy(questions, per))
        .build();
  }
}
