package org.waybill.sender;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What an account sends from when a message names no sender.
 *
 * @param senders in the order of the settings; a powerpack stands alone
 * @param setting where they are set, for whoever has none
 */
public record SenderPool(List<Sender> senders, String setting) {
  /**
   * The sender that the recipient knows already, else one that every node chooses alike and that
   * stays the same as long as it is in the pool, whatever joins or leaves.
   *
   * @param lastUsed which of these this account last sent from to the recipient; not asked without
   *     need
   */
  public Checked<Sender> choose(
      PhoneNumber recipient, Function<List<Sender>, Optional<String>> lastUsed) {
    List<Sender> able =
        senders.stream().filter(sender -> sender.refusalTo(recipient).isEmpty()).toList();
    return switch (able.size()) {
      case 0 -> new Checked.Invalid<>(refusalTo(recipient));
      case 1 -> new Checked.Valid<>(able.get(0));
      default ->
          new Checked.Valid<>(
              lastUsed
                  .apply(able)
                  .flatMap(value -> find(value, able))
                  .orElseGet(() -> heaviest(able, recipient)));
    };
  }

  private String refusalTo(PhoneNumber recipient) {
    String why =
        senders.stream()
            .findFirst()
            .flatMap(first -> first.refusalTo(recipient))
            .orElse("It has none: set %s.".formatted(setting));
    return "No sender of the account reaches the recipient. " + why;
  }

  private static Optional<Sender> find(String value, List<Sender> among) {
    return among.stream().filter(sender -> sender.value().equals(value)).findFirst();
  }

  /** Rendezvous hashing: each pair has its own weight, so nobody else's choice ever changes. */
  private static Sender heaviest(List<Sender> able, PhoneNumber recipient) {
    Comparator<Sender> byWeight =
        (one, other) -> Long.compareUnsigned(weight(one, recipient), weight(other, recipient));
    return able.stream().max(byWeight).orElseThrow();
  }

  private static long weight(Sender sender, PhoneNumber recipient) {
    String pair = recipient.e164() + " " + sender.value();
    return UUID.nameUUIDFromBytes(pair.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  /** As messages write them. */
  public List<String> values() {
    return senders.stream().map(Sender::value).toList();
  }
}
