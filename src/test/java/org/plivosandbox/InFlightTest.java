package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(2);
  private final List<CompletableFuture<String>> started = new ArrayList<>();

  @Test
  void startsAWaitingExchangeWhenAnotherEnds() {
    List<CompletableFuture<String>> results = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      results.add(inFlight.run(this::exchange));
    }
    assertThat(started).hasSize(2);
    started.get(1).complete("second");
    assertThat(started).hasSize(3);
    assertThat(results.get(1)).isCompletedWithValue("second");
    started.get(0).complete("first");
    started.get(2).complete("third");
    started.get(3).complete("fourth");
    assertThat(results.get(3)).isCompletedWithValue("fourth");
  }

  private CompletableFuture<String> exchange() {
    CompletableFuture<String> exchange = new CompletableFuture<>();
    started.add(exchange);
    return exchange;
  }
}
