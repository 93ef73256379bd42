package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.waybill.idempotency.IdempotencyKeys;
import org.waybill.idempotency.KeptAnswer;
import org.waybill.idempotency.KeyLost;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.idempotency.Reservation;
import org.waybill.idempotency.Reservation.Answered;
import org.waybill.idempotency.Reservation.InUse;
import org.waybill.idempotency.Reservation.Ours;
import org.waybill.idempotency.Reservation.Reused;
import org.waybill.message.Message;
import org.waybill.waiting.PreferredWait;
import org.waybill.waiting.Waiting;

/**
 * Answers 202 to what a request asks for: does it once per idempotency key, and waits if that is
 * wished.
 */
@ApplicationScoped
public class Acceptance {
  @Inject Sending sending;
  @Inject IdempotencyKeys keys;
  @Inject Waiting waiting;

  /** What was committed, and the answer that tells so. */
  private record Accepted(Message message, KeptAnswer answer) {}

  CompletionStage<Response> answer(Call call, Call.Work work) {
    if (call.keyed().isEmpty()) {
      return bare(
          accepted(call, work, answer -> {})
              .thenCompose(accepted -> answered(call, accepted, body -> {})));
    }
    Reservation found = keys.reserve(call.keyed().get());
    if (found instanceof Ours ours) {
      return bare(answeredFirst(call, work, ours));
    }
    if (found instanceof Answered before) {
      return now(response(call, before.answer()).header(KeyedRequest.REPLAYED, "true"));
    }
    return now(found instanceof Reused ? Reused.problem().response() : inUse());
  }

  private CompletionStage<Response> answeredFirst(Call call, Call.Work work, Ours ours) {
    return accepted(call, work, answer -> keys.complete(ours, answer))
        .whenComplete(
            (accepted, failure) -> {
              if (failure != null && !(causeOf(failure) instanceof KeyLost)) {
                release(ours, failure);
              }
            })
        .thenCompose(accepted -> answered(call, accepted, body -> keys.amend(ours, body)))
        .exceptionallyCompose(
            failure ->
                causeOf(failure) instanceof KeyLost
                    ? now(inUse())
                    : CompletableFuture.failedStage(failure));
  }

  /** What cannot be released now, its lease will. */
  private void release(Ours ours, Throwable refused) {
    try {
      keys.release(ours);
    } catch (Exception databaseTrouble) {
      refused.addSuppressed(databaseTrouble);
    }
  }

  private static CompletionStage<Accepted> accepted(
      Call call, Call.Work work, Consumer<KeptAnswer> inSameTransaction) {
    KeptAnswer[] answer = new KeptAnswer[1];
    try {
      return work.commit(
              message -> {
                answer[0] = answer(message);
                inSameTransaction.accept(answer[0]);
              })
          .thenApply(message -> new Accepted(message, answer[0]));
    } catch (Exception refused) {
      return CompletableFuture.failedStage(refused);
    }
  }

  /** Fails with the fault itself, which has its own answer. */
  private static <T> CompletionStage<T> bare(CompletionStage<T> stage) {
    CompletableFuture<T> bare = new CompletableFuture<>();
    stage.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            bare.complete(result);
          } else {
            bare.completeExceptionally(causeOf(failure));
          }
        });
    return bare;
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
  }

  private static KeptAnswer answer(Message message) {
    return new KeptAnswer(
        message.id(), Status.ACCEPTED.getStatusCode(), MessageJson.whole(message).toString());
  }

  private CompletionStage<Response> answered(
      Call call, Accepted accepted, Consumer<String> amended) {
    KeptAnswer answer = accepted.answer();
    Optional<PreferredWait> wait = call.patience().filter(any -> isDue(accepted.message()));
    return wait.flatMap(time -> waiting.begin(answer.messageId(), time.time()))
        .map(over -> over.thenApply(any -> later(call, answer, wait.orElseThrow(), amended)))
        .orElseGet(() -> now(response(call, answer)));
  }

  private static boolean isDue(Message accepted) {
    return accepted.nextActionAt().filter(due -> !due.isAfter(accepted.updatedAt())).isPresent();
  }

  /** Accepted it is, whatever goes wrong when its state is read once more. */
  private Response later(
      Call call, KeptAnswer answer, PreferredWait wait, Consumer<String> amended) {
    KeptAnswer latest = answer;
    try {
      latest = sending.latest(answer, amended);
    } catch (Exception databaseTrouble) {
      // the answer from the time of acceptance is true, too
    }
    return response(call, latest).header(PreferredWait.APPLIED, wait.applied()).build();
  }

  private static CompletionStage<Response> now(Response.ResponseBuilder response) {
    return CompletableFuture.completedFuture(response.build());
  }

  private static Response.ResponseBuilder response(Call call, KeptAnswer answer) {
    return Response.status(answer.status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .location(call.messages().clone().path(answer.messageId().toString()).build())
        .entity(answer.body());
  }

  private static Response.ResponseBuilder inUse() {
    return InUse.problem().response().header(HttpHeaders.RETRY_AFTER, InUse.RETRY_SECONDS);
  }
}
