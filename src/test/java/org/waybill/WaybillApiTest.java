package org.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaybillApiTest {
  @Test
  void namesEveryResourceAndProvider() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.waybill")
                .stream()
                .filter(
                    each ->
                        each.isAnnotatedWith(Provider.class) || each.isAnnotatedWith(Path.class))
                .map(JavaClass::getName)
                .toList();

    assertThat(written).isNotEmpty();
    assertThat(new WaybillApi().getClasses())
        .map(Class::getName)
        .containsExactlyInAnyOrderElementsOf(written);
  }
}
