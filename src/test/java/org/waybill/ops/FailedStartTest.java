package org.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.settings.SettingException;

class FailedStartTest {
  @Test
  @DisplayName("R1.1 names the setting, however deep the container has wrapped it")
  void namesTheSetting() {
    Exception wrapped =
        new IllegalStateException("a", new RuntimeException(new SettingException("x.y", "z.")));

    assertThat(FailedStart.sentence(wrapped)).isEqualTo("Set x.y (environment X_Y): z.");
  }

  @Test
  void saysWhatTheDatabaseAnswered() {
    Exception wrapped = new IllegalStateException("a", new SQLException("refused"));

    assertThat(FailedStart.sentence(wrapped)).isEqualTo("The database cannot be used: refused");
  }

  @Test
  void saysWhatElseFailed() {
    assertThat(FailedStart.sentence(new IllegalStateException("why"))).endsWith("why");
  }
}
