package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.waybill.idempotency.KeptAnswer;
import org.waybill.message.Draft;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem.Violation;
import org.waybill.sender.PhoneNumber;
import org.waybill.sender.PhoneNumbers;
import org.waybill.spending.AccountDay;
import org.waybill.spending.CapReached;
import org.waybill.spending.Spending;
import org.waybill.suppression.OptOutCheck;

/** Accepts messages: from here on they are never lost. */
@ApplicationScoped
public class Sending {
  private final Messages messages;
  private final Origins origins;
  private final InstantSource clock;
  private final OptOutCheck optOuts;
  private final Spending spending;

  protected Sending() {
    this(null, null, null, null, null);
  }

  @Inject
  public Sending(
      Messages messages,
      Origins origins,
      InstantSource clock,
      OptOutCheck optOuts,
      Spending spending) {
    this.messages = messages;
    this.origins = origins;
    this.clock = clock;
    this.optOuts = optOuts;
    this.spending = spending;
  }

  /**
   * Committed when this returns.
   *
   * @throws Refused if the recipient has opted out of the sender
   * @throws CapReached if the account may send no more that day
   * @throws RuntimeException what the offer's own work throws
   */
  @Transactional
  public Message accept(Offered offered) {
    if (optOuts.forbids(offered.message())) {
      throw Refused.suppressed();
    }
    spending.refuseFull(Stream.of(dayOf(offered.message())));
    add(List.of(offered));
    return offered.message();
  }

  /**
   * Commits all of them or none, but for those whose recipient has opted out of the sender, and
   * those whose account's day is full already.
   *
   * @return each in its place; empty when it was not accepted
   * @throws CapReached if an account may not send as many that day
   * @throws RuntimeException what an offer's own work throws
   */
  @Transactional
  public List<Optional<Message>> acceptTogether(List<Offered> all) {
    Predicate<Message> acceptable = acceptable(all.stream().map(Offered::message).toList());
    add(all.stream().filter(offered -> acceptable.test(offered.message())).toList());
    return all.stream().map(offered -> Optional.of(offered.message()).filter(acceptable)).toList();
  }

  private Predicate<Message> acceptable(List<Message> all) {
    Set<UUID> forbidden = optOuts.forbidden(all);
    Set<AccountDay> full = spending.full(all.stream().map(Sending::dayOf));
    return message -> !forbidden.contains(message.id()) && !full.contains(dayOf(message));
  }

  private void add(List<Offered> all) {
    List<Message> added = all.stream().map(Offered::message).toList();
    messages.addAll(added);
    all.forEach(offered -> offered.inSameTransaction().accept(offered.message()));
    admit(added);
  }

  /** In the order of accounts and days: who locks their rows in another one waits for ever. */
  private void admit(List<Message> added) {
    added.stream()
        .map(Sending::dayOf)
        .sorted(Comparator.comparing(AccountDay::account).thenComparing(AccountDay::day))
        .forEach(day -> spending.admit(day, 1));
  }

  /** Not before it was accepted: a time that has just passed may lie on another day. */
  private static AccountDay dayOf(Message message) {
    Instant planned = message.nextActionAt().orElseThrow();
    Instant accepted = message.createdAt();
    return AccountDay.of(message.account(), planned.isAfter(accepted) ? planned : accepted);
  }

  /**
   * Commits all of them or none.
   *
   * @throws CapReached if the account may send no more that day
   * @param inSameTransaction rolls them back by throwing
   */
  @Transactional
  public void acceptAll(List<Message> prepared, Runnable inSameTransaction) {
    spending.refuseFull(prepared.stream().map(Sending::dayOf));
    messages.addAll(prepared);
    inSameTransaction.run();
    admit(prepared);
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
    return new KeptAnswer(first.messageId(), first.status(), body);
  }

  /**
   * A message that can be sent, not yet accepted.
   *
   * @throws InvalidRequest naming every member that cannot be sent
   * @throws Refused if the recipient has opted out of the sender
   */
  public Message prepare(MessageRequest request, String client) {
    Message message = checked(request, client);
    if (optOuts.forbids(message)) {
      throw Refused.suppressed();
    }
    return message;
  }

  /**
   * A message that can be sent if its recipient wants it, not yet accepted.
   *
   * @throws InvalidRequest naming every member that cannot be sent
   */
  Message checked(MessageRequest request, String client) {
    return Message.accept(draft(request, client), clock.instant());
  }

  private Draft draft(MessageRequest request, String client) {
    List<Violation> faults = new ArrayList<>();
    Optional<PhoneNumber> to =
        PhoneNumbers.recipient(request.to())
            .orTell(reason -> faults.add(new Violation("#/to", reason)));
    Optional<SmsText> text =
        SmsText.of(request.text()).orTell(reason -> faults.add(new Violation("#/text", reason)));
    Optional<Origin> origin = origins.of(request, client, to, faults);
    Times.check(request, clock.instant(), faults);
    if (!faults.isEmpty()) {
      throw new InvalidRequest(faults);
    }
    return new Draft(
        client,
        origin.orElseThrow().account(),
        to.orElseThrow().e164(),
        origin.orElseThrow().sender().value(),
        origin.orElseThrow().pooled(),
        request.text(),
        text.orElseThrow().encoding().shown(),
        text.orElseThrow().segments(),
        request.reference(),
        request.metadata(),
        request.priority(),
        request.sendAt(),
        request.expiresAt());
  }
}
