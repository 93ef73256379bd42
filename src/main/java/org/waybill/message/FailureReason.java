package org.waybill.message;

import jakarta.persistence.Embeddable;
import java.util.Objects;

/** Why a message failed: a code (Plivo's, or a word of ours), its name, and what to do about it. */
@Embeddable
public class FailureReason {
  static final int LONGEST_CODE = 32;

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

  /** Null without a reason, like the two that follow. */
  static String codeOf(FailureReason reason) {
    return reason == null ? null : reason.code;
  }

  static String nameOf(FailureReason reason) {
    return reason == null ? null : reason.name;
  }

  static String adviceOf(FailureReason reason) {
    return reason == null ? null : reason.advice;
  }

  /** 0 to 9999, the same for the same code. */
  int order() {
    return Math.floorMod(
        code.matches("[0-9]{1,4}") ? Integer.parseInt(code) : code.hashCode(), 10_000);
  }
}
