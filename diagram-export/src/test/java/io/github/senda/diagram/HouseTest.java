package io.github.senda.diagram;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of this room. */
class HouseTest {

  private static final JavaClasses ROOM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.senda.diagram");

  @Test
  void formats_knowTheDrawingAndNothingOfOneAnotherNorOfMaps() {
    for (String format :
        new String[] {
          "lucid", "drawio", "svg", "mermaid", "dot", "csv", "graphml", "excalidraw", "visio"
        }) {
      noClasses()
          .that()
          .resideInAPackage("..diagram." + format + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..senda.touch..",
              "..senda.graph..",
              "..senda.map..",
              "..diagram.layout..",
              "org.jgrapht..")
          .check(ROOM);
    }
    slices().matching("io.github.senda.diagram.(*)..").should().notDependOnEachOther().check(ROOM);
  }

  @Test
  void drawing_knowsNothingOfWhoDrawsOrWritesIt() {
    noClasses()
        .that()
        .resideInAPackage("io.github.senda.diagram")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..diagram.*..", "..senda.map..", "com.google.gson..")
        .check(ROOM);
  }

  @Test
  void room_hasNeverHeardOfHttpNorOfAScreen() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "java.awt..", "java.sql..", "java.net.http..")
        .check(ROOM);
  }

  @Test
  void state_isNeverStaticAndMutable() {
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
