package org.waybill.sender;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderPoolTest {
  private static final String NUMBERS = "+14155550100 +14155550101 +14155550102 +14155550103";
  private static final PhoneNumber AMERICAN = number("+14155552671");
  private static final List<PhoneNumber> MANY =
      IntStream.range(0, 2_000).mapToObj(n -> number("+1415555" + (2000 + n))).toList();

  @ParameterizedTest(name = "{0} to {1} after {2}: {3}")
  @CsvSource({
    "+14155550100 Waybill, +447400123456, Waybill, Waybill",
    "+14155550100 Waybill, +447400123456, +14155550100, +14155550100",
    "+14155550100 +14155550101, +14155552671, +14155550100, +14155550100",
    "+14155550100 +14155550101, +14155552671, +14155550101, +14155550101",
    "+14155550100 +14155550101 Waybill, +14155552671, +14155550101, +14155550101"
  })
  @DisplayName("R12.1 the recipient keeps the sender that it knows")
  void staysWithTheLastSender(String pool, String to, String lastUsed, String expected) {
    assertThat(chosen(pool(pool), number(to), lastUsed)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} to {1} after {2}: {3}")
  @CsvSource({
    "+14155550100 Waybill, +14155552671, Waybill, +14155550100",
    "Waybill +14155550100, +14155552671, , +14155550100",
    "+14155550100 +14155550101, +14155550100, +14155550100, +14155550101",
    "12345 Waybill, +14165550123, Waybill, 12345"
  })
  @DisplayName("R12.1, R12.2 a sender that does not reach the recipient is not chosen")
  void looksForOneThatReachesTheRecipient(
      String pool, String to, String lastUsed, String expected) {
    assertThat(chosen(pool(pool), number(to), lastUsed)).isEqualTo(expected);
  }

  @Test
  @DisplayName("R12.1 a recipient that moved out of a sender's reach gets another one")
  void doesNotStayWithASenderThatDoesNotReachTheRecipient() {
    assertThat(chosen(pool("+14155550100 +14155550101 Waybill"), AMERICAN, "Waybill"))
        .isEqualTo(chosen(pool("+14155550100 +14155550101"), AMERICAN, null));
  }

  @Test
  @DisplayName("R12.1 a sender that has left the pool is not chosen again")
  void leavesASenderThatHasLeft() {
    String expected = chosen(pool(NUMBERS), AMERICAN, null);

    assertThat(chosen(pool(NUMBERS), AMERICAN, "+14155550199")).isEqualTo(expected);
  }

  @Test
  @DisplayName("R12.2 every node chooses alike, whatever the order of its settings")
  void choosesTheSameInAnyOrder() {
    SenderPool reversed = pool("+14155550103 +14155550102 +14155550101 +14155550100");

    assertThat(MANY)
        .allSatisfy(
            to ->
                assertThat(chosen(reversed, to, null)).isEqualTo(chosen(pool(NUMBERS), to, null)));
  }

  @Test
  @DisplayName("R12.2 all senders get their share")
  void spreadsTheRecipients() {
    Map<String, Long> shares =
        MANY.stream().collect(groupingBy(to -> chosen(pool(NUMBERS), to, null), counting()));

    assertThat(shares)
        .hasSize(4)
        .allSatisfy((sender, share) -> assertThat(share).isBetween(425L, 575L));
  }

  @Test
  @DisplayName("R12.2 who joins the pool takes its share from all and moves nobody else")
  void movesOnlyToASenderThatJoins() {
    SenderPool more = pool(NUMBERS + " +14155550104");

    List<PhoneNumber> moved =
        MANY.stream()
            .filter(to -> !chosen(more, to, null).equals(chosen(pool(NUMBERS), to, null)))
            .toList();

    assertThat(moved).hasSizeBetween(300, 500);
    assertThat(moved).extracting(to -> chosen(more, to, null)).containsOnly("+14155550104");
  }

  @Test
  @DisplayName("R12.2 who leaves the pool moves its own recipients and nobody else's")
  void movesOnlyFromASenderThatLeaves() {
    SenderPool fewer = pool("+14155550100 +14155550101 +14155550102");

    assertThat(MANY)
        .filteredOn(to -> !chosen(pool(NUMBERS), to, null).equals("+14155550103"))
        .allSatisfy(
            to -> assertThat(chosen(fewer, to, null)).isEqualTo(chosen(pool(NUMBERS), to, null)));
  }

  @Test
  @DisplayName("R12.3 nothing is sent when no sender reaches the recipient")
  void saysThatNoSenderReachesTheRecipient() {
    assertThat(pool("Waybill Acme").choose(AMERICAN, able -> Optional.empty()))
        .isEqualTo(
            new Checked.Invalid<>(
                "No sender of the account reaches the recipient. Names cannot send to the US and"
                    + " Canada: use a number or a short code."));
  }

  @Test
  void doesNotAskForTheLastSenderWhenThereIsNoChoice() {
    Checked<Sender> chosen =
        pool("+14155550100 Waybill")
            .choose(
                AMERICAN,
                able -> {
                  throw new AssertionError("asked");
                });

    assertThat(chosen).isInstanceOf(Checked.Valid.class);
  }

  @Test
  void showsNoSender() {
    assertThat(pool(NUMBERS).toString()).doesNotContain("1415555");
  }

  private static String chosen(SenderPool pool, PhoneNumber to, String lastUsed) {
    return pool.choose(to, able -> Optional.ofNullable(lastUsed))
        .orElseThrow(IllegalStateException::new)
        .value();
  }

  private static SenderPool pool(String senders) {
    return new SenderPool(
        Arrays.stream(senders.split(" "))
            .map(written -> Sender.of(written).orElseThrow(IllegalStateException::new))
            .toList(),
        "plivo.senders");
  }

  private static PhoneNumber number(String written) {
    return PhoneNumbers.anyType(written).orElseThrow(IllegalStateException::new);
  }
}
