package org.waybill.batch;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.UUID;
import org.waybill.idempotency.KeptPart;
import org.waybill.message.Message;
import org.waybill.problem.Problem;
import org.waybill.sending.MessageJson;

/** What became of an entry. */
sealed interface Slot {
  /** The result that the caller is given. */
  String json();

  /** What a repeated batch shall find; empty when there is nothing new to keep. */
  Optional<KeptPart> part();

  record Accepted(int index, Message message) implements Slot {
    @Override
    public String json() {
      return result(index, 202).add("message", MessageJson.summary(message)).build().toString();
    }

    @Override
    public Optional<KeptPart> part() {
      return kept(index, message.id(), json());
    }
  }

  record NotAccepted(int index, Problem problem) implements Slot {
    @Override
    public String json() {
      return result(index, problem.status()).add("problem", problem.object()).build().toString();
    }

    /** What failed, and was not refused, shall be tried again. */
    @Override
    public Optional<KeptPart> part() {
      return problem.status() == 503 ? Optional.empty() : kept(index, null, json());
    }
  }

  /** It was worked on before. */
  record Kept(String json) implements Slot {
    @Override
    public Optional<KeptPart> part() {
      return Optional.empty();
    }
  }

  private static JsonObjectBuilder result(int index, int status) {
    return JSON.createObjectBuilder().add("index", index).add("status", status);
  }

  private static Optional<KeptPart> kept(int index, UUID messageId, String json) {
    return Optional.of(new KeptPart(index, messageId, json));
  }
}
