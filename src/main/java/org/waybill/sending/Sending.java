package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.waybill.idempotency.KeptAnswer;
import org.waybill.message.Draft;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem.Violation;
import org.waybill.suppression.Suppressions;

/** Accepts messages: from here on they are never lost. */
@ApplicationScoped
public class Sending {
  /** The one account that the settings describe. */
  private static final String ACCOUNT = "default";

  private final Messages messages;
  private final DefaultSender defaultSender;
  private final InstantSource clock;
  private final Suppressions suppressions;

  protected Sending() {
    this(null, null, null, null);
  }

  @Inject
  public Sending(
      Messages messages,
      DefaultSender defaultSender,
      InstantSource clock,
      Suppressions suppressions) {
    this.messages = messages;
    this.defaultSender = defaultSender;
    this.clock = clock;
    this.suppressions = suppressions;
  }

  /**
   * Committed when this returns.
   *
   * @param inSameTransaction what must be true of every accepted message; rolls it back by throwing
   * @throws InvalidRequest naming every member that cannot be sent
   * @throws Refused if the recipient has opted out of the sender
   */
  @Transactional
  public Message accept(
      MessageRequest request, String client, Consumer<Message> inSameTransaction) {
    Message message = prepare(request, client);
    messages.add(message);
    inSameTransaction.accept(message);
    return message;
  }

  /**
   * Commits all of them or none.
   *
   * @param inSameTransaction rolls them back by throwing
   */
  @Transactional
  public void acceptAll(List<Message> prepared, Runnable inSameTransaction) {
    messages.addAll(prepared);
    inSameTransaction.run();
  }

  @Transactional
  public boolean holds(UUID id) {
    return messages.find(id).isPresent();
  }

  /** The answer as it is now, told to whoever keeps it. */
  @Transactional
  KeptAnswer latest(KeptAnswer first, Consumer<String> amended) {
    Message message = messages.find(first.messageId()).orElseThrow();
    String body = MessageJson.whole(message).toString();
    amended.accept(body);
    return new KeptAnswer(first.messageId(), first.status(), first.location(), body);
  }

  /**
   * A message that can be sent, not yet accepted.
   *
   * @throws InvalidRequest naming every member that cannot be sent
   * @throws Refused if the recipient has opted out of the sender
   */
  public Message prepare(MessageRequest request, String client) {
    Draft draft = draft(request, client);
    if (suppressions.contains(draft.from(), draft.to())) {
      throw Refused.suppressed();
    }
    return Message.accept(draft, clock.instant());
  }

  private Draft draft(MessageRequest request, String client) {
    List<Violation> faults = new ArrayList<>();
    Optional<PhoneNumber> to = checked(PhoneNumbers.recipient(request.to()), "#/to", faults);
    Optional<SmsText> text = checked(SmsText.of(request.text()), "#/text", faults);
    Optional<Sender> from = sender(request, faults);
    from.flatMap(sender -> to.flatMap(sender::refusalTo))
        .ifPresent(reason -> faults.add(new Violation("#/from", reason)));
    if (from.isPresent() && to.isPresent() && from.get().value().equals(to.get().e164())) {
      faults.add(new Violation("#/from", "The sender is the recipient."));
    }
    Times.check(request, clock.instant(), faults);
    if (!faults.isEmpty()) {
      throw new InvalidRequest(faults);
    }
    return new Draft(
        client,
        ACCOUNT,
        to.orElseThrow().e164(),
        from.orElseThrow().value(),
        request.text(),
        text.orElseThrow().encoding().shown(),
        text.orElseThrow().segments(),
        request.reference(),
        request.metadata(),
        request.priority(),
        request.sendAt(),
        request.expiresAt());
  }

  private Optional<Sender> sender(MessageRequest request, List<Violation> faults) {
    if (request.from() != null) {
      return checked(Sender.of(request.from()), "#/from", faults);
    }
    if (defaultSender.get().isEmpty()) {
      faults.add(
          new Violation("#/from", "It is missing, and no default sender is set (plivo.number)."));
    }
    return defaultSender.get();
  }

  private static <T> Optional<T> checked(Checked<T> value, String pointer, List<Violation> faults) {
    if (value instanceof Checked.Invalid<T> invalid) {
      faults.add(new Violation(pointer, invalid.reason()));
      return Optional.empty();
    }
    return Optional.of(((Checked.Valid<T>) value).value());
  }
}
