package org.waybill.message;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Statuses are stored by the word that the API uses, so that an operator's SQL reads like it. */
@Converter(autoApply = true)
public class MessageStatusConverter implements AttributeConverter<MessageStatus, String> {
  @Override
  public String convertToDatabaseColumn(MessageStatus status) {
    return status == null ? null : status.word();
  }

  @Override
  public MessageStatus convertToEntityAttribute(String word) {
    return word == null ? null : MessageStatus.ofWord(word).orElseThrow();
  }
}
