package org.waybill.sender;

import java.util.function.Function;

/** A value that passed its rules, or the reason why it did not. */
public sealed interface Checked<T> {
  record Valid<T>(T value) implements Checked<T> {}

  /** The reason is a sentence for the caller of the API; it never repeats what was refused. */
  record Invalid<T>(String reason) implements Checked<T> {}

  default <X extends RuntimeException> T orElseThrow(Function<String, X> exception) {
    if (this instanceof Valid<T> valid) {
      return valid.value();
    }
    throw exception.apply(((Invalid<T>) this).reason());
  }
}
