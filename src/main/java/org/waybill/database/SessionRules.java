package org.waybill.database;

import java.lang.reflect.Field;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Two things that EclipseLink would do otherwise. Until it has read a converted column once it
 * sends an empty one as text, which PostgreSQL refuses. And when the database is away it would
 * sleep and try again for a quarter of a minute inside a request that should answer 503 at once.
 */
public class SessionRules implements SessionCustomizer {
  private static final Map<Class<?>, Integer> TYPES =
      Map.of(Instant.class, Types.TIMESTAMP_WITH_TIMEZONE, UUID.class, Types.OTHER);

  @Override
  public void customize(Session session) {
    session.getLogin().setConnectionHealthValidatedOnError(false);
    session.getLogin().setQueryRetryAttemptCount(0);
    for (ClassDescriptor entity : session.getDescriptors().values()) {
      entity.getMappings().forEach(mapping -> setType(entity.getJavaClass(), mapping));
    }
  }

  private static void setType(Class<?> entity, DatabaseMapping mapping) {
    Integer type = TYPES.get(attributeType(entity, mapping.getAttributeName()));
    if (type != null && mapping.isDirectToFieldMapping()) {
      mapping.getField().setSqlType(type);
    }
  }

  private static Class<?> attributeType(Class<?> entity, String name) {
    return Stream.<Class<?>>iterate(entity, type -> type != null, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> field.getName().equals(name))
        .findFirst()
        .<Class<?>>map(Field::getType)
        .orElse(Object.class);
  }
}
