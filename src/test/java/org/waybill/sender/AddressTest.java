package org.waybill.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "14155550101, +14155550101",
    "+14155550101, +14155550101",
    "12345, 12345",
    "Acme, Acme",
    "12345678, 12345678",
    "123456789, +123456789"
  })
  void writesAddressesAsMessagesDo(String received, String written) {
    assertThat(Address.written(received)).isEqualTo(written);
  }
}
