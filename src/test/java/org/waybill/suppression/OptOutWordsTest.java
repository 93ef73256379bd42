package org.waybill.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.deliveryreport.InboundReceived;

class OptOutWordsTest {
  @ParameterizedTest
  @CsvSource({
    "STOP, , true",
    "stop, , true",
    "' Stop. ', , true",
    "STOPALL, , true",
    "'Stop  all', , true",
    "'\"STOP\"', , true",
    "'STOP\u00a0', , true",
    "'\u2019Stop\u2019 \ud83d\ude4f', , true",
    "'1', , ",
    "unsubscribe, , true",
    "CANCEL, , true",
    "end, , true",
    "QUIT, , true",
    "START, , false",
    "Unstop, , false",
    "yes!, , false",
    "no thanks, optout, true",
    "hello, optin, false",
    "STOP, optin, false",
    "HELP, help, ",
    "please stop it, , ",
    "stopping, , ",
    "'', , ",
    ", , ",
    ", OPTOUT, true"
  })
  void readsPlivosIntentAndElseTheKeyword(String text, String intent, Boolean optsOut) {
    InboundReceived inbound =
        new InboundReceived(
            "14155550101",
            "14155550100",
            Optional.ofNullable(text),
            Optional.ofNullable(intent),
            Instant.EPOCH);

    assertThat(OptOutWords.optsOut(inbound)).isEqualTo(Optional.ofNullable(optsOut));
  }

  @Test
  @Timeout(5)
  void takesNoTimeForALongText() {
    String blanks = " ".repeat(200_000);
    for (String text :
        List.of("a" + blanks + "a", blanks + "stop", "stop" + blanks + "stop", blanks)) {
      InboundReceived inbound =
          new InboundReceived("1", "2", Optional.of(text), Optional.of(text), Instant.EPOCH);

      assertThat(OptOutWords.optsOut(inbound).isPresent()).isEqualTo(text.equals(blanks + "stop"));
    }
  }
}
