package org.waybill.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.waybill.settings.SettingException;

/** The quick start's own API key, kept across restarts in a file that only its owner can read. */
record ApiKeyFile(Path path) {
  private static final int KEY_BYTES = 32;

  /**
   * Reads the plain sources itself: inside a configuration source there is no configuration to ask.
   */
  static boolean needed() {
    return configured("waybill.api-key", "WAYBILL_API_KEY") == null;
  }

  static ApiKeyFile inDataDirectory() {
    String directory = configured("waybill.data-dir", "WAYBILL_DATA_DIR");
    return new ApiKeyFile(
        Path.of(directory == null ? "data" : directory)
            .toAbsolutePath()
            .normalize()
            .resolve("api-key"));
  }

  private static String configured(String property, String environment) {
    String value = System.getProperty(property, System.getenv(environment));
    return value == null || value.isBlank() ? null : value.strip();
  }

  String key() {
    try {
      if (Files.notExists(path)) {
        Files.createDirectories(path.getParent());
        write(random());
      }
      return Files.readString(path).strip();
    } catch (IOException unusable) {
      throw new SettingException(
          "waybill.data-dir", "it is a directory that this process may create and write.");
    }
  }

  private void write(String key) throws IOException {
    Set<StandardOpenOption> onlyNew =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel file = Files.newByteChannel(path, onlyNew, forItsOwner())) {
      file.write(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private FileAttribute<?>[] forItsOwner() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String random() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
