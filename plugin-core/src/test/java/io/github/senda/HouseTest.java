package io.github.senda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The arrows of the house: touch, journey, store and graph, metric, map. A word uses those before.
 */
class HouseTest {

  private static final JavaClasses ROOM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.senda");

  @Test
  void words_useOnlyTheWordsBeforeThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.github.senda..")
        .layer("touch")
        .definedBy("..senda.touch..")
        .layer("journey")
        .definedBy("..senda.journey..")
        .optionalLayer("store")
        .definedBy("..senda.store..")
        .layer("graph")
        .definedBy("..senda.graph..")
        .layer("metric")
        .definedBy("..senda.metric..")
        .layer("map")
        .definedBy("..senda.map..")
        .whereLayer("journey")
        .mayOnlyBeAccessedByLayers("store", "graph", "metric", "map")
        .whereLayer("store")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("graph")
        .mayOnlyBeAccessedByLayers("metric", "map")
        .whereLayer("metric")
        .mayOnlyBeAccessedByLayers("map")
        .whereLayer("map")
        .mayNotBeAccessedByAnyLayer()
        .check(ROOM);
  }

  @Test
  void core_hasNeverHeardOfHttpNorOfPictures() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "java.net.http..", "java.awt..", "..senda.diagram..")
        .check(ROOM);
  }

  @Test
  void database_isKnownToTheStoreAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..senda.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.h2..")
        .check(ROOM);
  }

  @Test
  void names_sayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base|Data)")
        .check(ROOM);
  }

  @Test
  void state_isNeverStaticAndMutable() {
    fields().that().areStatic().should().beFinal().check(ROOM);
  }

  @Test
  void core_bringsOnlyTheLibrariesThatItSays() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.github.senda..",
            "org.jgrapht..",
            "org.ejml..",
            "com.google.gson..",
            "org.h2..")
        .check(ROOM);
  }
}
