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

  @ParameterizedTest
  @CsvSource({
    "+491711234567, +491711234567",
    "+4901711234567, +491711234567",
    "+4407400123456, +447400123456",
    "+11155550101, +11155550101",
    "12345, 12345",
    "Acme, Acme",
    "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46, 5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46"
  })
  void bringsNumbersThatAreValidToOneForm(String written, String canonical) {
    assertThat(Address.canonical(written)).isEqualTo(canonical);
  }
}
