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
    // A folder, since unpacking a war a hundred times proves nothing.
    Path shop = Wars.awkward(base.resolve("shops/con"), Wars.Install.BY_ITSELF, List.of(Wars.JAR));
    try (HostProcess process = HostProcess.start(host, base, List.of("/con", shop.toString()))) {
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
