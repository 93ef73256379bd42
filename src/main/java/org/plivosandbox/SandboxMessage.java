package org.plivosandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An accepted message. Its whole life is fixed on acceptance; its state is a matter of the time.
 */
record SandboxMessage(
    String uuid,
    String dst,
    SendRequest request,
    Behaviour behaviour,
    String requesterIp,
    Instant acceptedAt,
    List<Step> steps) {

  record Step(State state, Instant at) {}

  static final BigDecimal RATE = new BigDecimal("0.00550");
  static final Duration LATE_REPLY = Duration.ofSeconds(15);
  private static final Duration FIRST_STEP = Duration.ofMillis(100);
  private static final Duration NEXT_STEP = Duration.ofMillis(300);

  static SandboxMessage accepted(
      SendRequest request, String dst, Behaviour behaviour, String requesterIp, Instant now) {
    return new SandboxMessage(
        UUID.randomUUID().toString(),
        dst,
        request,
        behaviour,
        requesterIp,
        now,
        steps(behaviour, now));
  }

  private static List<Step> steps(Behaviour behaviour, Instant now) {
    boolean late = behaviour.reply() == Behaviour.Reply.ACCEPTED_LATE;
    Instant at = now.plus(late ? LATE_REPLY : Duration.ZERO).plus(FIRST_STEP);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(State.QUEUED, at));
    at = at.plus(NEXT_STEP);
    if (behaviour.end() != State.FAILED) {
      steps.add(new Step(State.SENT, at));
      at = at.plus(behaviour.finalAfterSent());
    }
    if (behaviour.end().isFinal()) {
      steps.add(new Step(behaviour.end(), at));
    }
    return List.copyOf(steps);
  }

  State stateAt(Instant now) {
    return steps.stream()
        .filter(step -> !step.at().isAfter(now))
        .reduce((earlier, later) -> later)
        .map(Step::state)
        .orElse(State.QUEUED);
  }

  Instant lastChangeBefore(Instant now) {
    return steps.stream()
        .map(Step::at)
        .filter(at -> !at.isAfter(now))
        .reduce((earlier, later) -> later)
        .orElse(acceptedAt);
  }

  /** With {@code log} false or content_only Plivo's records hide the number. */
  String loggedDst() {
    return switch (request.log()) {
      case "false", "content_only" -> dst.substring(0, dst.length() - 4) + "XXXX";
      default -> dst;
    };
  }

  /** Empty while queued or sent, {@code 000} when delivered. */
  String errorCodeIn(State state) {
    if (!state.isFinal()) {
      return "";
    }
    return state == State.DELIVERED ? "000" : String.valueOf(behaviour.errorCode());
  }

  /** A failed message never reached the carrier and costs nothing. */
  BigDecimal rateIn(State state) {
    return state == State.FAILED ? BigDecimal.ZERO.setScale(RATE.scale()) : RATE;
  }

  BigDecimal amountIn(State state) {
    return rateIn(state).multiply(BigDecimal.valueOf(request.segments().units()));
  }
}
