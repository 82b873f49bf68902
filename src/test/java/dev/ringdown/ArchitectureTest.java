package dev.ringdown;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The arrows between the folders. */
class ArchitectureTest {
  private static final Pattern GENERATED = Pattern.compile("/(serialization|wire)/proto/");

  /** Generated classes are many, and nobody's style. */
  private static final ImportOption WRITTEN =
      location -> !GENERATED.matcher(location.toString()).find();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(WRITTEN)
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ringdown");

  private static final String RULES =
      "dev\\.ringdown\\.call\\.("
          + "CallState|Live|Over|Creating|Deciding|Decision|Ending|Folding|"
          + "Member|Members|Ring|Answers|Announcements|Audience|Phrases|Steps)"
          + "(\\$.*)?";

  @Test
  void shouldKeepTheRulesOfACallPure() {
    noClasses()
        .that()
        .haveNameMatching(RULES)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("akka..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void shouldKeepProtobufWhereItIsMapped() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ringdown.serialization..", "dev.ringdown.gateway.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", "dev.ringdown.serialization..")
        .check(CLASSES);
  }

  @Test
  void shouldKeepAkkaOutOfTheWordsOfTheApi() {
    noClasses()
        .that()
        .resideInAPackage("dev.ringdown")
        .and()
        // The front door: it takes an actor system, what is plugged into one, and what it starts.
        .doNotBelongToAnyOf(Ringdown.class, RingdownSetup.class, Engine.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("akka..")
        .check(CLASSES);
  }

  @Test
  void shouldNotNeedTheGateway() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ringdown.gateway..", "dev.ringdown.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.ringdown.gateway..", "akka.http..")
        .check(CLASSES);
  }

  @Test
  void shouldNeverSleep() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .check(new ClassFileImporter().withImportOption(WRITTEN).importPackages("dev.ringdown"));
  }

  @Test
  void shouldShipATestKitThatNeedsNoOtherTest() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.ringdown");
    String testkit = "dev.ringdown.testkit";
    noClasses()
        .that()
        .resideInAPackage(testkit)
        .and()
        .haveNameNotMatching(".*Test(\\$.*)?")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are not in the test kit's jar",
                c -> tests.contain(c.getName()) && !c.getPackageName().equals(testkit)))
        .check(tests);
  }
}
