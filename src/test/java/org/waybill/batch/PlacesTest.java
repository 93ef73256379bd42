package org.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R11.7 no client keeps the others from sending batches")
class PlacesTest {
  @Test
  void givesAClientHalfOfThem() {
    Places places = new Places(4);

    assertThat(places.take("one")).isTrue();
    assertThat(places.take("one")).isTrue();
    assertThat(places.take("one")).isFalse();
    assertThat(places.take("other")).isTrue();
    assertThat(places.take("third")).isTrue();
    assertThat(places.take("fourth")).isFalse();
  }

  @Test
  void givesAgainWhatWasLeft() {
    Places places = new Places(2);
    assertThat(places.take("one")).isTrue();
    assertThat(places.take("other")).isTrue();
    assertThat(places.take("third")).isFalse();

    places.leave("one");

    assertThat(places.take("third")).isTrue();
    assertThat(places.take("one")).isFalse();
  }

  @Test
  void givesTheOnlyOneToAnybody() {
    Places places = new Places(1);

    assertThat(places.take("one")).isTrue();
    assertThat(places.take("other")).isFalse();
  }
}
