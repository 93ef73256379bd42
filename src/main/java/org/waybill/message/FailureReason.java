package org.waybill.message;

import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.waybill.rows.Columns;

/** Why a message failed: a code (Plivo's, or a word of ours), its name, and what to do about it. */
@Embeddable
public class FailureReason {
  private String code;
  private String name;
  private String advice;

  protected FailureReason() {}

  public FailureReason(String code, String name, String advice) {
    this.code = Objects.requireNonNull(code);
    this.name = Objects.requireNonNull(name);
    this.advice = Objects.requireNonNull(advice);
  }

  public String code() {
    return code;
  }

  public String name() {
    return name;
  }

  public String advice() {
    return advice;
  }

  /** Three columns, null without a reason. */
  static <T> UnaryOperator<Columns<T>> columns(Function<T, FailureReason> of) {
    return others ->
        others
            .text("reason_code", row -> part(of.apply(row), FailureReason::code))
            .text("reason_name", row -> part(of.apply(row), FailureReason::name))
            .text("reason_advice", row -> part(of.apply(row), FailureReason::advice));
  }

  private static String part(FailureReason reason, Function<FailureReason, String> part) {
    return reason == null ? null : part.apply(reason);
  }

  /** 0 to 9999, the same for the same code. */
  int order() {
    return Math.floorMod(
        code.matches("[0-9]{1,4}") ? Integer.parseInt(code) : code.hashCode(), 10_000);
  }
}
