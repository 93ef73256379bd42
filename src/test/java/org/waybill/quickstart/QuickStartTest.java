package org.waybill.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("R1.1 keeps one key, for its owner only")
  void keepsOneKey() throws IOException {
    ApiKeyFile file = new ApiKeyFile(directory.resolve("data/api-key"));

    String key = file.key();

    assertThat(key).hasSizeGreaterThan(40);
    assertThat(file.key()).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("R1.2 prints three lines, the second a command that a shell can run")
  void printsThreeLines() {
    Path key = Path.of("/it's here/api-key");

    String[] lines = new Welcome("http://127.0.0.1:1", key, "/data").lines().split("\\R");

    assertThat(lines).hasSize(3);
    assertThat(lines[1])
        .startsWith("curl -X POST http://127.0.0.1:1/api/v1/messages ")
        .contains("\"Authorization: Bearer $(cat '/it'\\''s here/api-key')\"");
  }

  @Test
  void namesTheVariableOfAConfiguredKey() {
    assertThat(new Welcome("http://x", null, "/data").lines())
        .contains("\"Authorization: Bearer $WAYBILL_API_KEY\"");
  }

  @Test
  void sleepsOutsideTheQuickStart() {
    assertThat(new QuickStartSource().getValue("waybill.api-key")).isNull();
    assertThat(new QuickStartSource().getPropertyNames()).isEmpty();
  }
}
