package org.waybill.deliveryreport;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.waybill.message.AttemptRef;
import org.waybill.message.Source;
import org.waybill.signature.Verdict.Genuine;

/**
 * Something that Plivo told us, genuine beyond doubt, not stored yet.
 *
 * @param attemptId in the callback's path; null when there is none or it is no id
 * @param signature what proved it; null when Plivo was asked
 * @param accounts those of which it can tell; empty for any: Plivo was asked, with the account's
 *     key
 * @param nonces every nonce that came with it
 */
record Told(
    UUID id,
    ReportKind kind,
    Source source,
    String httpMethod,
    UUID attemptId,
    Genuine signature,
    Set<String> accounts,
    Nonces nonces,
    Map<String, List<String>> fields,
    Instant receivedAt) {
  private static final UUID NO_ATTEMPT = new UUID(0, 0);
  private static final int LONGEST_UUID = 64;
  private static final int LONGEST_STATUS = 32;

  static Told byCallback(
      ReportKind kind,
      String httpMethod,
      UUID attemptId,
      Genuine signature,
      Set<String> accounts,
      Nonces nonces,
      Map<String, List<String>> fields,
      Instant receivedAt) {
    UUID id = UuidCreator.getTimeOrderedEpochPlus1();
    return new Told(
        id,
        kind,
        Source.CALLBACK,
        httpMethod,
        attemptId,
        signature,
        accounts,
        nonces,
        fields,
        receivedAt);
  }

  static Told byAnswer(UUID attemptId, Map<String, List<String>> fields, Instant receivedAt) {
    UUID id = UuidCreator.getTimeOrderedEpochPlus1();
    return new Told(
        id,
        ReportKind.SMS,
        Source.QUERY,
        null,
        attemptId,
        null,
        Set.of(),
        Nonces.NONE,
        fields,
        receivedAt);
  }

  /** What the ledger has kept. */
  static Told kept(Report report) {
    return new Told(
        report.id(),
        report.kind(),
        report.source(),
        report.httpMethod(),
        report.attemptId(),
        null,
        report.accounts(),
        Nonces.NONE,
        FieldsJson.fields(report.fields()),
        report.receivedAt());
  }

  /** Whether its address is the attempt's own. */
  boolean isAt(AttemptRef attempt) {
    return attempt != null && attempt.attemptId().equals(attemptId);
  }

  /** What a nonce is used up for: the address that the signature covers. */
  UUID addressId() {
    return attemptId == null ? NO_ATTEMPT : attemptId;
  }

  /** The same for all reports that come to one attempt's address, or name one UUID elsewhere. */
  int lane() {
    return attemptId == null ? messageUuid().hashCode() : attemptId.hashCode();
  }

  /** Whether whoever signed it may tell of this account's messages. */
  boolean tellsOf(String account) {
    return accounts.isEmpty() || accounts.contains(account);
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name))
        .map(values -> values.get(0).strip())
        .filter(value -> !value.isEmpty());
  }

  /** Plivo's name of the message or the call, as far as it fits its column. */
  Optional<String> messageUuid() {
    return field("MessageUUID")
        .or(() -> field("CallUUID"))
        .flatMap(uuid -> column(uuid, LONGEST_UUID));
  }

  Optional<String> status() {
    return field("Status")
        .or(() -> field("CallStatus"))
        .flatMap(word -> column(word, LONGEST_STATUS));
  }

  /** Empty when nobody could say who wrote to whom. */
  Optional<InboundReceived> inbound() {
    return party("From")
        .flatMap(
            from ->
                party("To")
                    .map(
                        to ->
                            new InboundReceived(
                                from,
                                to,
                                field("Text").or(() -> field("Body")),
                                field("MessageIntent"),
                                receivedAt)));
  }

  private Optional<String> party(String name) {
    return field(name).filter(written -> !holdsControl(written));
  }

  /** What no column can hold is only in the raw fields. */
  private static Optional<String> column(String value, int longest) {
    return value.length() <= longest && !holdsControl(value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private static boolean holdsControl(String value) {
    for (int place = 0; place < value.length(); place++) {
      if (Character.isISOControl(value.charAt(place))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a row that the ledger keeps of the same address came by the same call. */
  boolean hasContentOf(Report kept) {
    return kept.kind() == kind
        && Objects.equals(kept.httpMethod(), httpMethod)
        && FieldsJson.fields(kept.fields()).equals(fields);
  }

  /** Holds no field: they carry numbers and texts. */
  @Override
  public String toString() {
    return "Told[id=%s, kind=%s]".formatted(id, kind);
  }
}
