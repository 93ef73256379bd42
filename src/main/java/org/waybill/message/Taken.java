package org.waybill.message;

import java.util.List;
import java.util.function.Function;

/**
 * What was taken of that which is due.
 *
 * @param all in their turn
 * @param more whether more may be due just now; if not, whatever becomes due tells of it
 */
public record Taken<T>(List<T> all, boolean more) {
  <R> Taken<R> map(Function<T, R> change) {
    return new Taken<>(all.stream().map(change).toList(), more);
  }
}
