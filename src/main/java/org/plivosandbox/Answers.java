package org.plivosandbox;

import java.time.Duration;
import java.util.List;
import org.plivosandbox.Behaviour.Reply;

/** Plivo's answers, apart from the records that were asked for. */
class Answers {
  private static final Duration AFTER_CALLBACKS = Duration.ofSeconds(3);
  private final PlivoJson json;

  Answers(PlivoJson json) {
    this.json = json;
  }

  Answer toSend(Reply reply, List<String> uuids, List<String> invalid) {
    Answer queued = Answer.json(202, json.queued(uuids, invalid));
    return switch (reply) {
      case ACCEPTED -> queued;
      case ACCEPTED_AFTER_CALLBACKS -> queued.heldBack(AFTER_CALLBACKS);
      case ACCEPTED_LATE -> queued.heldBack(SandboxMessage.LATE_REPLY);
      case ACCEPTED_DROPPED -> queued.lost();
      case ACCEPTED_AS_500 -> error(500, "internal server error");
      case REFUSED_429 -> tooMany().with("Retry-After", "1");
      case REFUSED_503 -> error(503, "service unavailable").with("Retry-After", "0");
    };
  }

  Answer badRequest(BadParameter refused) {
    return error(400, refused.getMessage());
  }

  Answer unauthorized() {
    return error(401, "Could not verify your access level for that URL.")
        .with("WWW-Authenticate", "Basic realm=\"Login Required\"");
  }

  Answer notFound() {
    return error(404, "not found");
  }

  Answer notAllowed(String allowed) {
    return error(405, "method not allowed").with("Allow", allowed);
  }

  Answer tooLarge() {
    return error(413, "the body is too large");
  }

  Answer tooMany() {
    return error(429, "too many requests");
  }

  private Answer error(int status, String sentence) {
    return Answer.json(status, json.error(sentence));
  }
}
