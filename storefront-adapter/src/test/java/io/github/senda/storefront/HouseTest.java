package io.github.senda.storefront;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.senda.storefront.capture.Proposal;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.RulesMistake;
import io.github.senda.storefront.capture.Survey;
import io.github.senda.storefront.capture.Verdict;
import io.github.senda.storefront.intake.BadInput;
import io.github.senda.storefront.intake.BadTouch;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.storefront.intake.ToldOptions;
import io.github.senda.storefront.intake.ToldPreview;
import io.github.senda.storefront.intake.ToldReport;
import io.github.senda.storefront.intake.ToldTouch;
import org.junit.jupiter.api.Test;

/** The arrows of the house: the ways in know the core, and only {@code servlet} wires them. */
class HouseTest {

  private static final JavaClasses ROOM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.senda.storefront");

  @Test
  void rules_knowNoServlet() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..storefront.capture..", "..storefront.channel..", "..storefront.intake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "..storefront.servlet..", "..storefront.panel..")
        .check(ROOM);
  }

  @Test
  void terminal_knowsNoServlet() {
    noClasses()
        .that()
        .resideInAPackage("..storefront.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "..storefront.servlet..", "..storefront.panel..")
        .check(ROOM);
  }

  @Test
  void panel_knowsNothingOfHowTouchesComeIn() {
    noClasses()
        .that()
        .resideInAPackage("..storefront.panel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..storefront.servlet..", "..storefront.cli..")
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("..storefront.intake..")
                .and(
                    not(
                        belongToAnyOf(
                            Telling.class,
                            ToldOptions.class,
                            ToldReport.class,
                            ToldPreview.class,
                            ToldTouch.class,
                            BadTouch.class,
                            BadInput.class)))
                .as("are of the intake, but for what a merchant tells"))
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("..storefront.capture..")
                .and(
                    not(
                        belongToAnyOf(
                            RuleBook.class,
                            RulesMistake.class,
                            RulesMistake.Kind.class,
                            Survey.class,
                            Proposal.class,
                            Verdict.class)))
                .as("are of the capture, but for what a merchant says of pages"))
        .check(ROOM);
  }

  @Test
  void wiring_isKnownToTheWayInAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..storefront.servlet..", "..storefront.spring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..storefront.servlet..", "..storefront.spring..")
        .check(ROOM);
    slices().matching("io.github.senda.storefront.(*)..").should().beFreeOfCycles().check(ROOM);
  }

  @Test
  void spring_isSeenInItsPackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..storefront.spring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(ROOM);
  }

  @Test
  void guest_bringsNoLoggingFrameworkAndNoOtherLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.xml..",
            "jakarta.servlet..",
            "org.springframework..",
            "org.jgrapht..",
            "com.google.gson..",
            "com.google.re2j..",
            "io.github.senda..")
        .check(ROOM);
  }

  @Test
  void guest_keepsNothingOnTheShopsThreads() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(ROOM);
    fields().that().areStatic().should().beFinal().check(ROOM);
  }

  @Test
  void names_sayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base|Data)")
        .check(ROOM);
  }
}
