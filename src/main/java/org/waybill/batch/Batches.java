package org.waybill.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.waybill.message.Message;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem;
import org.waybill.problem.Problem.Violation;
import org.waybill.sending.MessageJson;
import org.waybill.sending.MessageRequest;
import org.waybill.sending.Refused;
import org.waybill.sending.Sending;

/** Accepts batches, chunk by chunk, and tells of each entry what became of it. */
@ApplicationScoped
public class Batches {
  static final int CHUNK = 100;
  private static final System.Logger LOG = System.getLogger(Batches.class.getName());

  private final Sending sending;

  protected Batches() {
    this(null);
  }

  @Inject
  public Batches(Sending sending) {
    this.sending = sending;
  }

  /** What became of an entry: its message, or why there is none. */
  private record Slot(int index, Message message, Problem problem) {
    JsonObject json() {
      return message == null
          ? Json.createObjectBuilder()
              .add("index", index)
              .add("status", problem.status())
              .add("problem", problem.object())
              .build()
          : Json.createObjectBuilder()
              .add("index", index)
              .add("status", 202)
              .add("message", MessageJson.summary(message))
              .build();
    }
  }

  /**
   * Writes a chunk's results after its commit; the connection may break, a result is never early.
   */
  void accept(BatchBody body, String client, Writer results) throws IOException {
    results.write("{\"results\":[");
    try (Entries entries = body.entries()) {
      List<Slot> chunk = chunk(entries, client);
      while (!chunk.isEmpty()) {
        write(committed(chunk), results);
        chunk = chunk(entries, client);
      }
    }
    results.write("]}");
    results.flush();
  }

  private List<Slot> chunk(Entries entries, String client) {
    List<Slot> chunk = new ArrayList<>(CHUNK);
    Entries.Visitor filling =
        new Entries.Visitor() {
          @Override
          public void request(int index, MessageRequest request) {
            chunk.add(prepared(index, request, client));
          }

          @Override
          public void fault(int index, List<Violation> violations) {
            chunk.add(new Slot(index, null, Problem.invalid(violations)));
          }
        };
    while (chunk.size() < CHUNK && entries.next(filling)) {
      // the visitor fills the chunk
    }
    return chunk;
  }

  private Slot prepared(int index, MessageRequest request, String client) {
    try {
      return new Slot(index, sending.prepare(request, client), null);
    } catch (Refused refused) {
      return new Slot(index, null, refused.problem());
    } catch (InvalidRequest invalid) {
      throw invalid;
    } catch (RuntimeException databaseTrouble) {
      return new Slot(index, null, unavailable(databaseTrouble));
    }
  }

  private List<Slot> committed(List<Slot> chunk) {
    List<Message> messages =
        chunk.stream().map(Slot::message).filter(message -> message != null).toList();
    if (messages.isEmpty()) {
      return chunk;
    }
    try {
      sending.acceptAll(messages);
      return chunk;
    } catch (RuntimeException failure) {
      return isThere(messages.get(0)) ? chunk : failed(chunk, failure);
    }
  }

  /** A connection that breaks during the commit leaves open whether it was made. */
  private boolean isThere(Message message) {
    try {
      return sending.holds(message.id());
    } catch (RuntimeException databaseTrouble) {
      return false;
    }
  }

  private static List<Slot> failed(List<Slot> chunk, RuntimeException failure) {
    Problem problem = unavailable(failure);
    return chunk.stream()
        .map(slot -> slot.message() == null ? slot : new Slot(slot.index(), null, problem))
        .toList();
  }

  private static Problem unavailable(RuntimeException failure) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    LOG.log(Level.ERROR, "part of a batch failed instance=" + instance, failure);
    return new Problem(
        "unavailable",
        503,
        "The database does not answer, try again",
        "The transaction of this part of the batch failed: nothing of it was accepted.",
        List.of(),
        instance);
  }

  private static void write(List<Slot> chunk, Writer results) throws IOException {
    for (Slot slot : chunk) {
      results.write(slot.index() == 0 ? "" : ",");
      results.write(slot.json().toString());
    }
    results.flush();
  }
}
