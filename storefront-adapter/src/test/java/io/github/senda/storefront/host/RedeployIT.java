package io.github.senda.storefront.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shop that is put into its container, visited, and taken out again, its panel too. */
class RedeployIT {

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_10_1", "JETTY_12"})
  void fiftyRedeploys_leaveNoClassLoaderNoThreadAndNoOpenFile(Host host, @TempDir Path base)
      throws Exception {
    Path war =
        Wars.awkward(
            base.resolve("wars/con.war"), Wars.Install.BY_ITSELF, List.of(Wars.JAR));
    try (HostProcess process = HostProcess.start(host, base, List.of("/con", war.toString()))) {
      process.say("redeploy 50");

      assertEquals("0", process.await("LOADERS "));

      List<String> said = process.stop();
      assertEquals(
          List.of(),
          said.stream()
              .filter(line -> line.startsWith("THREAD ") || line.startsWith("FILE "))
              .toList());
    }
  }
}
