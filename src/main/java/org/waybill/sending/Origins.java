package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waybill.access.Clients;
import org.waybill.message.MessageSearch;
import org.waybill.plivo.PlivoAccount;
import org.waybill.problem.Problem.Violation;
import org.waybill.sender.PhoneNumber;
import org.waybill.sender.Sender;
import org.waybill.sender.SenderPool;
import org.waybill.sender.SenderPools;

/** Decides from which account and sender a message goes. */
@ApplicationScoped
public class Origins {
  private final SenderPools pools;
  private final Clients clients;
  private final MessageSearch search;

  protected Origins() {
    this(null, null, null);
  }

  @Inject
  public Origins(SenderPools pools, Clients clients, MessageSearch search) {
    this.pools = pools;
    this.clients = clients;
    this.search = search;
  }

  /**
   * @param to empty when the recipient is at fault
   * @param faults takes what is wrong with the request; then the origin is of no use
   */
  Optional<Origin> of(
      MessageRequest request, String client, Optional<PhoneNumber> to, List<Violation> faults) {
    Consumer<String> fault = reason -> faults.add(new Violation("#/from", reason));
    Optional<Sender> named =
        Optional.ofNullable(request.from()).flatMap(from -> Sender.of(from).orTell(fault));
    named.flatMap(from -> to.flatMap(from::refusalTo)).ifPresent(fault);
    String account = account(request, client, named);
    Optional<SenderPool> pool = pools.of(account);
    if (pool.isEmpty()) {
      faults.add(new Violation("#/account", "There is no such account."));
    }
    return request.from() != null
        ? named.map(sender -> new Origin(account, sender, false))
        : pool.flatMap(from -> chosen(account, from, to, fault));
  }

  /** What the message says, then its client's settings, then whose sender it names. */
  private String account(MessageRequest request, String client, Optional<Sender> named) {
    return Optional.ofNullable(request.account())
        .or(() -> clients.accountOf(client))
        .or(() -> named.flatMap(pools::ownerOf))
        .orElse(PlivoAccount.DEFAULT);
  }

  private Optional<Origin> chosen(
      String account, SenderPool pool, Optional<PhoneNumber> to, Consumer<String> fault) {
    if (pool.senders().isEmpty()) {
      fault.accept("It is missing, and no default sender is set (%s).".formatted(pool.setting()));
    }
    return to.filter(any -> !pool.senders().isEmpty())
        .flatMap(
            recipient ->
                pool.choose(
                        recipient,
                        able ->
                            search.lastSender(
                                account,
                                recipient.e164(),
                                able.stream().map(Sender::value).toList()))
                    .orTell(fault))
        .map(sender -> new Origin(account, sender, true));
  }
}
