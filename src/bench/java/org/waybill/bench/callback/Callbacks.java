package org.waybill.bench.callback;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.bench.load.Call;
import org.waybill.bench.load.Call.Header;
import org.waybill.bench.load.Calls;

/**
 * Genuine callbacks of distinct messages in live order, each with a nonce of its own. They are
 * signed into a file before the run and only read from it during the run.
 */
public final class Callbacks implements Calls, AutoCloseable {
  private static final int BUFFER = 1 << 20;
  private static final Header FORM =
      new Header("Content-Type", "application/x-www-form-urlencoded");

  private final List<Sent> messages;
  private final int[] order;
  private final Path file;
  private final DataInputStream signed;

  private Callbacks(List<Sent> messages, int[] order, Path file) throws IOException {
    this.messages = messages;
    this.order = order;
    this.file = file;
    this.signed = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  /**
   * @param address the attempt's id follows it
   */
  public static Callbacks signed(List<Sent> messages, URI address, String token, Path file) {
    int[] order = LiveOrder.of(messages.size());
    PlivoSignature signature = new PlivoSignature(token);
    try {
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
        for (int code : order) {
          write(messages, code, address, signature, out);
        }
      }
      return new Callbacks(messages, order, file);
    } catch (IOException diskTrouble) {
      throw new UncheckedIOException(diskTrouble);
    }
  }

  private static void write(
      List<Sent> messages, int code, URI address, PlivoSignature signature, DataOutputStream out)
      throws IOException {
    int number = code / LiveOrder.REPORTS;
    Sent message = messages.get(number);
    Map<String, String> fields = Report.fields(message, number, code % LiveOrder.REPORTS);
    String nonce = UUID.randomUUID().toString();
    String url = address + "/" + message.attemptId();
    out.writeUTF(URI.create(url).getPath());
    out.writeUTF(nonce);
    out.writeUTF(signature.of(url, fields, nonce));
    out.writeUTF(encoded(fields));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public Call next() {
    try {
      String path = signed.readUTF();
      Header nonce = new Header("X-Plivo-Signature-V3-Nonce", signed.readUTF());
      String signature = signed.readUTF();
      return new Call(
          path,
          List.of(
              FORM,
              new Header("X-Plivo-Signature-V3", signature),
              new Header("X-Plivo-Signature-Ma-V3", signature),
              nonce),
          signed.readUTF().getBytes(StandardCharsets.ISO_8859_1));
    } catch (EOFException noneLeft) {
      return null;
    } catch (IOException diskTrouble) {
      throw new UncheckedIOException(diskTrouble);
    }
  }

  public List<Sent> messages() {
    return messages;
  }

  /** The message of the call at this place. */
  public int messageAt(int place) {
    return order[place] / LiveOrder.REPORTS;
  }

  /** How far along its message's way the call at this place is: 0, 1 or 2. */
  public int stepAt(int place) {
    return order[place] % LiveOrder.REPORTS;
  }

  /** Where a message stands after its report of this step; below 0 there was none yet. */
  public static String statusAfter(int message, int step) {
    return step < 0 ? "submitted" : Report.status(message, step);
  }

  @Override
  public void close() {
    try {
      signed.close();
      Files.delete(file);
    } catch (IOException diskTrouble) {
      throw new UncheckedIOException(diskTrouble);
    }
  }
}
