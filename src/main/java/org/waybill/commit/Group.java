package org.waybill.commit;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link Committer} does with the work that it has collected.
 *
 * @param <W> one piece of work
 * @param <R> what became of it
 */
public interface Group<W, R> {
  /** With this weight a group is full, unless it says otherwise. */
  int FULL = 2_048;

  /** Of what is not only written with the others, but costs statements or a commit of its own. */
  int HEAVY = 8;

  /** With this weight it is full. */
  default int full() {
    return FULL;
  }

  /** How much of a group it fills: 1, or {@link #HEAVY}. */
  int weight(W one);

  /**
   * Does everything in one transaction, committed when this returns.
   *
   * @return what became of each, as many and in their order; empty of those that nothing was done
   *     about and that want a transaction of their own
   * @throws RuntimeException if nothing was committed
   */
  List<Optional<R>> together(List<W> all);

  /**
   * Does it in a transaction of its own, committed when this returns.
   *
   * @throws RuntimeException if nothing was committed
   */
  R alone(W one);
}
