package org.waybill.sender;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A value that passed its rules, or the reason why it did not. */
public sealed interface Checked<T> {
  record Valid<T>(T value) implements Checked<T> {}

  /** The reason is a sentence for the caller of the API; it never repeats what was refused. */
  record Invalid<T>(String reason) implements Checked<T> {}

  /** The value, or nothing once the reason has been told. */
  default Optional<T> orTell(Consumer<String> refusal) {
    if (this instanceof Valid<T> valid) {
      return Optional.of(valid.value());
    }
    refusal.accept(((Invalid<T>) this).reason());
    return Optional.empty();
  }

  default <X extends RuntimeException> T orElseThrow(Function<String, X> exception) {
    if (this instanceof Valid<T> valid) {
      return valid.value();
    }
    throw exception.apply(((Invalid<T>) this).reason());
  }
}
