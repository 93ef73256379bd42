package org.waybill.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLDataException;
import org.junit.jupiter.api.Test;

class UnspokenTest {
  @Test
  void keepsKindsStatesAndPlacesOfADatabasesFault() {
    Throwable fault =
        new IllegalStateException(
            "bind => [+14155550101]", new SQLDataException("value '+14155550101'", "22001"));

    StringWriter log = new StringWriter();
    Unspoken.of(fault).printStackTrace(new PrintWriter(log));

    assertThat(log.toString())
        .contains(
            "IllegalStateException",
            "SQLDataException 22001",
            "keepsKindsStatesAndPlacesOfADatabasesFault")
        .doesNotContain("4155550101");
  }

  @Test
  void keepsToItselfWhatADatabaseSaidOfACommit() {
    Throwable fault = new IllegalStateException("not committed");
    fault.addSuppressed(new SQLDataException("Key (recipient)=(+14155550101) exists", "23505"));

    StringWriter log = new StringWriter();
    Unspoken.of(fault).printStackTrace(new PrintWriter(log));

    assertThat(log.toString()).contains("IllegalStateException").doesNotContain("4155550101");
  }

  @Test
  void leavesOtherFaultsAlone() {
    Throwable fault = new IllegalStateException("messageId=1 is sent", new RuntimeException("x"));

    assertThat(Unspoken.of(fault)).isSameAs(fault);
  }

  @Test
  void namesTheRootOfAFaultWithoutItsWords() {
    Throwable fault =
        new IllegalStateException(
            "bind => [+14155550101]", new SQLDataException("value '+14155550101'", "22001"));

    assertThat(Unspoken.rootOf(fault)).isEqualTo("java.sql.SQLDataException 22001");
  }

  @Test
  void namesTheRootThatACommitSuppresses() {
    Throwable fault = new IllegalStateException("not committed");
    fault.addSuppressed(new SQLDataException("Key (recipient)=(+14155550101) exists", "23505"));

    assertThat(Unspoken.rootOf(new RuntimeException(fault)))
        .isEqualTo("java.sql.SQLDataException 23505");
  }
}
