package org.waybill.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;

/**
 * EclipseLink 4.0.7 reads a uuid by itself, but fails at an empty one. Ids are never empty and need
 * no converter.
 */
@Converter(autoApply = true)
public class UuidConverter implements AttributeConverter<UUID, Object> {
  @Override
  public Object convertToDatabaseColumn(UUID uuid) {
    return uuid;
  }

  @Override
  public UUID convertToEntityAttribute(Object stored) {
    return (UUID) stored;
  }
}
