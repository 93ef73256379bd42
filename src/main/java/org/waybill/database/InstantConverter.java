package org.waybill.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * EclipseLink 4.0 would store an Instant as serialized bytes. It hands over what the driver gives
 * for a timestamp with time zone: PostgreSQL's a Timestamp, H2's an OffsetDateTime. Both know the
 * instant, whatever the time zone of the JVM.
 */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, Object> {
  @Override
  public Object convertToDatabaseColumn(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public Instant convertToEntityAttribute(Object stored) {
    if (stored == null) {
      return null;
    }
    return stored instanceof Timestamp timestamp
        ? timestamp.toInstant()
        : ((OffsetDateTime) stored).toInstant();
  }
}
