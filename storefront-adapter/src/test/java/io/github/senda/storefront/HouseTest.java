package io.github.senda.storefront;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
        .resideInAnyPackage("..storefront.capture..", "..storefront.intake..")
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
        .resideInAnyPackage(
            "..storefront.servlet..",
            "..storefront.capture..",
            "..storefront.intake..",
            "..storefront.cli..")
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
