package org.waybill.sending;

import java.util.List;
import java.util.Optional;
import org.waybill.commit.Group;
import org.waybill.message.Message;

/** Messages that are accepted in one transaction; who is refused learns why in one of its own. */
record OfferedGroup(Sending sending) implements Group<Offered, Message> {
  /** Each is counted for its caps and its key. */
  @Override
  public int weight(Offered one) {
    return HEAVY;
  }

  @Override
  public List<Optional<Message>> together(List<Offered> all) {
    return sending.acceptTogether(all);
  }

  @Override
  public Message alone(Offered one) {
    return sending.accept(one);
  }
}
