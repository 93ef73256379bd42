package org.waybill.message;

import java.util.ArrayList;
import java.util.List;

/** What has happened to a message since it was last told of. */
final class News {
  private final List<StatusChanged> changes = new ArrayList<>();
  private final List<Object> others = new ArrayList<>();

  void moved(StatusChanged change) {
    changes.add(change);
  }

  void named(AttemptRef attempt) {
    others.add(new AttemptNamed(attempt));
  }

  void billed(Billed bill) {
    others.add(bill);
  }

  /** Those that {@link #takeChanges} would take. */
  List<StatusChanged> changes() {
    return List.copyOf(changes);
  }

  /** What {@link #takeOthers} would take. */
  List<Object> others() {
    return List.copyOf(others);
  }

  /** Those since the last call. */
  List<StatusChanged> takeChanges() {
    return taken(changes);
  }

  /** What else happened since the last call: each {@link AttemptNamed} and {@link Billed}. */
  List<Object> takeOthers() {
    return taken(others);
  }

  private static <T> List<T> taken(List<T> kept) {
    List<T> taken = List.copyOf(kept);
    kept.clear();
    return taken;
  }
}
