package org.waybill.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.waybill.batch.Slot.Accepted;
import org.waybill.batch.Slot.Kept;
import org.waybill.batch.Slot.NotAccepted;
import org.waybill.idempotency.KeptPart;
import org.waybill.idempotency.KeptParts;
import org.waybill.idempotency.KeyLost;
import org.waybill.idempotency.Reservation.InUse;
import org.waybill.message.Message;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Outage;
import org.waybill.problem.Problem;
import org.waybill.problem.Problem.Violation;
import org.waybill.problem.Unspoken;
import org.waybill.sending.MessageRequest;
import org.waybill.sending.Refused;
import org.waybill.sending.Sending;
import org.waybill.spending.CapReached;

/** Accepts batches, chunk by chunk, and tells of each entry what became of it. */
@ApplicationScoped
public class Batches {
  static final int CHUNK = 100;
  private static final System.Logger LOG = System.getLogger(Batches.class.getName());
  private static final String NOTHING_ACCEPTED =
      "The transaction of this part of the batch failed: nothing of it was accepted.";
  private static final String LEFT_OPEN =
      "Whether this part of the batch was accepted is not known: repeat the batch under its"
          + " Idempotency-Key, or look for its messages before you send them again.";

  private final Sending sending;
  private final KeptParts keptParts;

  /** A batch that is being worked on. */
  private static final class Attempt {
    private final Batch batch;

    /** Why the database is asked for nothing more of it; null while it answers. */
    private Problem outage;

    private Attempt(Batch batch) {
      this.batch = batch;
    }

    private Problem failed(Exception failure) {
      return failed(failure, NOTHING_ACCEPTED);
    }

    /** What is asked of it later is not even tried, and so is not left open. */
    private Problem failed(Exception failure, String detail) {
      String instance = logged(failure);
      outage = Outage.isCauseOf(failure) ? unavailable(instance, NOTHING_ACCEPTED) : null;
      return unavailable(instance, detail);
    }
  }

  protected Batches() {
    this(null, null);
  }

  @Inject
  public Batches(Sending sending, KeptParts keptParts) {
    this.sending = sending;
    this.keptParts = keptParts;
  }

  /**
   * Writes a chunk's results after its commit; the connection may break, a result is never early.
   */
  void accept(Batch batch, Writer results) throws IOException {
    results.write("{\"results\":[");
    Attempt attempt = new Attempt(batch);
    try (Entries entries = batch.body().entries()) {
      String separator = "";
      for (List<Slot> chunk = chunk(entries, attempt);
          !chunk.isEmpty();
          chunk = chunk(entries, attempt)) {
        for (Slot slot : committed(chunk, attempt)) {
          results.write(separator);
          results.write(slot.json());
          separator = ",";
        }
        results.flush();
      }
    }
    results.write("]}");
    results.flush();
  }

  private List<Slot> chunk(Entries entries, Attempt attempt) {
    List<Slot> chunk = new ArrayList<>(CHUNK);
    Entries.Visitor filling =
        new Entries.Visitor() {
          @Override
          public void request(int index, MessageRequest request) {
            chunk.add(keptOr(index, attempt.batch, () -> prepared(index, request, attempt)));
          }

          @Override
          public void fault(int index, List<Violation> violations) {
            Problem problem = Problem.invalid(violations);
            chunk.add(keptOr(index, attempt.batch, () -> new NotAccepted(index, problem)));
          }
        };
    while (chunk.size() < CHUNK && entries.next(filling)) {
      // the visitor fills the chunk
    }
    return chunk;
  }

  private static Slot keptOr(int index, Batch batch, Supplier<Slot> worked) {
    String before = batch.kept().get(index);
    return before == null ? worked.get() : new Kept(before);
  }

  private Slot prepared(int index, MessageRequest request, Attempt attempt) {
    if (attempt.outage != null) {
      return new NotAccepted(index, attempt.outage);
    }
    try {
      return new Accepted(index, sending.prepare(request, attempt.batch.client()));
    } catch (Refused refused) {
      return new NotAccepted(index, refused.problem());
    } catch (InvalidRequest invalid) {
      throw invalid;
    } catch (Exception databaseTrouble) {
      return new NotAccepted(index, attempt.failed(databaseTrouble));
    }
  }

  private List<Slot> committed(List<Slot> chunk, Attempt attempt) {
    if (attempt.outage != null) {
      return notAccepted(chunk, attempt.outage);
    }
    Batch batch = attempt.batch;
    List<Message> messages = messages(chunk);
    List<KeptPart> parts = batch.key().isEmpty() ? List.of() : parts(chunk);
    if (messages.isEmpty() && parts.isEmpty()) {
      return chunk;
    }
    try {
      sending.acceptAll(messages, () -> batch.key().ifPresent(ours -> keptParts.keep(ours, parts)));
      return chunk;
    } catch (CapReached reached) {
      return messages.size() == 1
          ? committed(notAccepted(chunk, reached.problem()), attempt)
          : chunk.stream().flatMap(slot -> committed(List.of(slot), attempt).stream()).toList();
    } catch (KeyLost tookTooLong) {
      return notAccepted(chunk, InUse.problem());
    } catch (Exception failure) {
      return areThere(messages)
          .map(there -> there ? chunk : notAccepted(chunk, attempt.failed(failure)))
          .orElseGet(() -> notAccepted(chunk, attempt.failed(failure, LEFT_OPEN)));
    }
  }

  private static List<Message> messages(List<Slot> chunk) {
    return chunk.stream()
        .filter(Accepted.class::isInstance)
        .map(slot -> ((Accepted) slot).message())
        .toList();
  }

  private static List<KeptPart> parts(List<Slot> chunk) {
    return chunk.stream().map(Slot::part).flatMap(Optional::stream).toList();
  }

  /**
   * A connection that breaks during the commit leaves open whether it was made; empty while that
   * cannot be asked.
   */
  private Optional<Boolean> areThere(List<Message> messages) {
    try {
      return Optional.of(!messages.isEmpty() && sending.holds(messages.get(0).id()));
    } catch (Exception databaseTrouble) {
      return Optional.empty();
    }
  }

  private static List<Slot> notAccepted(List<Slot> chunk, Problem problem) {
    return chunk.stream()
        .map(
            slot ->
                slot instanceof Accepted rolledBack
                    ? new NotAccepted(rolledBack.index(), problem)
                    : slot)
        .toList();
  }

  /** Returns the instance by which the log can be searched. */
  private static String logged(Exception failure) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    if (Outage.isCauseOf(failure)) {
      LOG.log(
          Level.ERROR,
          "part of a batch failed, the database is away instance={0} cause={1}",
          instance,
          Unspoken.rootOf(failure));
    } else {
      LOG.log(Level.ERROR, "part of a batch failed instance=" + instance, Unspoken.of(failure));
    }
    return instance;
  }

  private static Problem unavailable(String instance, String detail) {
    return new Problem(
        "unavailable", 503, "The database does not answer, try again", detail, List.of(), instance);
  }
}
