package org.waybill.testing;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;

/** The container's synchronous events without the container. */
public final class FiredEvents<E> implements Event<E> {
  private final List<E> fired = new ArrayList<>();
  private Consumer<E> observer = any -> {};

  public void observe(Consumer<E> with) {
    observer = with;
  }

  public <T extends E> List<T> of(Class<T> type) {
    return fired.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public List<StatusChanged> changes() {
    return fired.stream()
        .filter(StatusChanges.class::isInstance)
        .flatMap(event -> ((StatusChanges) event).all().stream())
        .toList();
  }

  @Override
  public void fire(E event) {
    fired.add(event);
    observer.accept(event);
  }

  @Override
  public <U extends E> CompletionStage<U> fireAsync(U event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends E> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Event<E> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends E> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends E> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }
}
