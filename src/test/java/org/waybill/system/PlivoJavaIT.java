package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.plivo.api.PlivoClient;
import com.plivo.api.exceptions.AuthenticationException;
import com.plivo.api.exceptions.InvalidRequestException;
import com.plivo.api.exceptions.PlivoRestException;
import com.plivo.api.exceptions.PlivoValidationException;
import com.plivo.api.exceptions.ResourceNotFoundException;
import com.plivo.api.models.base.ListResponse;
import com.plivo.api.models.base.LogLevel;
import com.plivo.api.models.message.Message;
import com.plivo.api.models.message.MessageState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plivo's own client finds in the sandbox what it would find at Plivo. */
@SystemTest
class PlivoJavaIT {
  private static final String FROM = "+14155559999";
  private final PlivoClient plivo = client(PlivoAccount.TOKEN);

  @Test
  void sendsAndReadsBack() throws Exception {
    String to = Recipients.delivering();

    List<String> uuids =
        Message.creator(FROM, List.of(to), "hello").client(plivo).create().getMessageUuid();

    assertThat(uuids).hasSize(1);
    Message message =
        Api.within(Duration.ofSeconds(5))
            .until(() -> read(uuids.get(0)), read -> read.getMessageState().equals("delivered"));
    assertThat(message.getMessageUuid()).isEqualTo(uuids.get(0));
    assertThat(message.getFromNumber()).isEqualTo(FROM.substring(1));
    assertThat(message.getToNumber()).isEqualTo(to.substring(1));
    assertThat(message.getErrorCode()).isEqualTo("000");
    assertThat(message.getUnits()).isEqualTo(1);
    assertThat(message.getTotalAmount()).isEqualTo("0.00550");
  }

  @Test
  void listsWhatWaybillSentNewestFirst() throws Exception {
    String first =
        Api.awaitStatus(Api.sent(Recipients.silent()), "submitted").getString("messageUuid");
    String second =
        Api.awaitStatus(Api.sent(Recipients.silent()), "submitted").getString("messageUuid");

    ListResponse<Message> page = Message.lister().limit(20).client(plivo).list();

    assertThat(page.getObjects())
        .extracting(Message::getMessageUuid)
        .containsSubsequence(second, first);
    assertThat(page.getMeta().getLimit()).isEqualTo(20);
  }

  @Test
  void listsByState() throws Exception {
    String failed =
        Api.awaitStatus(Api.sent(Recipients.endingIn("420")), "failed").getString("messageUuid");

    ListResponse<Message> page =
        Message.lister().messageState(MessageState.FAILED).client(plivo).list();

    assertThat(page.getObjects())
        .allSatisfy(message -> assertThat(message.getMessageState()).isEqualTo("failed"))
        .extracting(Message::getMessageUuid)
        .contains(failed);
  }

  @Test
  void takesTheFormerTokenDuringARotation() throws Exception {
    assertThat(Message.lister().client(client(PlivoAccount.OLD_TOKEN)).list().getObjects())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", PlivoAccount.MAIN_TOKEN})
  void refusesOtherTokens(String token) {
    assertThatThrownBy(() -> Message.lister().client(client(token)).list())
        .isInstanceOf(AuthenticationException.class);
  }

  @Test
  void hasNoMessageByAnUnknownUuid() {
    assertThatThrownBy(() -> read(UUID.randomUUID().toString()))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void refusesWhatPlivoRefuses() {
    assertThatThrownBy(() -> Message.creator(FROM, List.of("123"), "hello").client(plivo).create())
        .isInstanceOf(InvalidRequestException.class);
  }

  private Message read(String uuid)
      throws IOException, PlivoRestException, PlivoValidationException {
    return Message.getter(uuid).client(plivo).get();
  }

  private static PlivoClient client(String token) {
    return new PlivoClient(
        PlivoAccount.AUTH_ID,
        token,
        new OkHttpClient.Builder().retryOnConnectionFailure(false),
        Waybill.uri("/sandbox/plivo/v1/").toString(),
        new SimpleModule(),
        LogLevel.NONE);
  }
}
