package org.waybill.sending;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.message.MessageFilter;
import org.waybill.message.MessageStatus;
import org.waybill.paging.Cursor;
import org.waybill.paging.Parameters;
import org.waybill.problem.InvalidRequest;
import org.waybill.sender.PhoneNumbers;

/** What a caller asked of the list of messages. */
record MessageQuery(MessageFilter filter, int limit) {
  private static final Set<String> PARAMETERS =
      Set.of("status", "to", "reference", "since", "until", "limit", "cursor");

  static MessageQuery parse(MultivaluedMap<String, String> query) {
    Parameters parameters = new Parameters(query, PARAMETERS);
    Cursor cursor = parameters.cursor();
    MessageFilter filter =
        new MessageFilter(
            parameters.text("status").map(MessageQuery::statuses).orElse(Set.of()),
            parameters.address("to").map(MessageQuery::number).orElse(null),
            parameters.text("reference").orElse(null),
            parameters.time("since"),
            parameters.time("until"),
            cursor == null ? null : new MessageFilter.Position(cursor.at(), cursor.id()));
    return new MessageQuery(filter, parameters.limit());
  }

  private static Set<MessageStatus> statuses(String words) {
    return Arrays.stream(words.split(",", -1))
        .map(word -> MessageStatus.ofWord(word.strip()).orElseThrow(MessageQuery::noStatus))
        .collect(Collectors.toSet());
  }

  private static InvalidRequest noStatus() {
    String words =
        Arrays.stream(MessageStatus.values())
            .map(MessageStatus::word)
            .collect(Collectors.joining(", "));
    return new InvalidRequest(
        "?status", "It must be one or more of " + words + ", comma-separated.");
  }

  private static String number(String written) {
    return PhoneNumbers.anyType(written)
        .orElseThrow(reason -> new InvalidRequest("?to", reason))
        .e164();
  }
}
