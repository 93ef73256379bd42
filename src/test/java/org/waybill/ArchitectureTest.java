package org.waybill;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;

@AnalyzeClasses(
    packages = {"org.waybill", "org.plivosandbox"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] GROUND = {
    "org.waybill.settings",
    "org.waybill.time",
    "org.waybill.lifecycle",
    "org.waybill.json",
    "org.waybill.problem"
  };

  @ArchTest
  static final ArchRule messageKnowsNoSibling =
      noClasses()
          .that()
          .resideInAPackage("org.waybill.message")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.waybill..")
                  .and(not(resideInAnyPackage("org.waybill.message", "org.waybill.rows"))))
          .because("every capability tells of messages, so the model must not know any of them");

  @ArchTest
  static final ArchRule plivoKnowsOnlyTheGround =
      noClasses()
          .that()
          .resideInAPackage("org.waybill.plivo")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.waybill..")
                  .and(not(resideInAnyPackage("org.waybill.plivo")))
                  .and(not(resideInAnyPackage(GROUND))))
          .because("the seam to Plivo is a translator that others call");

  @ArchTest
  static final ArchRule signatureKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("org.waybill.signature")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.waybill..", "jakarta..")
                  .and(not(resideInAnyPackage("org.waybill.signature"))))
          .because("whether a signature is genuine is arithmetic and nothing else");

  @ArchTest
  static final ArchRule sandboxAndApplicationShareNoCode =
      noClasses()
          .that()
          .resideInAPackage("org.plivosandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.waybill..")
          .because("a look-alike that shares code with what it tests shares its faults");

  @ArchTest
  static final ArchRule applicationDoesNotReachIntoTheSandbox =
      noClasses()
          .that()
          .resideInAPackage("org.waybill..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.plivosandbox..")
          .because("the seam to Plivo is its URL");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("org.waybill.(*)..")
          .should()
          .beFreeOfCycles()
          .because("arrows point one way");

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .that()
          .resideInAPackage("org.waybill..")
          .and()
          .resideOutsideOfPackage("org.waybill.time")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("tests move the one clock");

  @ArchTest
  static final ArchRule nobodyWaitsBySleeping =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.waybill.ops.FailedStart")
          .and()
          .doNotHaveFullyQualifiedName("org.waybill.quickstart.Ready")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class)
          .because("only what the server announces to nobody is waited for so");

  @ArchTest
  static final ArchRule onlyTheSeamKnowsPlivoJava =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.waybill.plivo")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.plivo..", "okhttp3..")
          .because("plivo-java is made safe in one place");

  @ArchTest
  static final ArchRule onlyWildflysPackageKnowsUndertow =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.waybill.wildfly")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.undertow..", "org.xnio..")
          .because("Payara has neither");

  @ArchTest
  static final ArchRule entitiesHaveBehaviourAndNoSetters =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .and()
          .haveModifier(JavaModifier.PUBLIC)
          .should()
          .haveNameMatching("set[A-Z].*")
          .because("a status is written by one method that checks the move");

  @ArchTest
  static final ArchRule namesSayTheDuty =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Service")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Impl")
          .andShould()
          .haveSimpleNameNotEndingWith("DTO")
          .because("a name that fits every class tells nothing");
}
