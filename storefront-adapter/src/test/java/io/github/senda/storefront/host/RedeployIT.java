package io.github.senda.storefront.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop that is taken out of its container and put in again. */
class RedeployIT {

  private static final Path JAR = Path.of(System.getProperty("plugin.jar"));

  @Test
  void tenRedeploys_leaveNoClassLoaderAndNoThread(@TempDir Path base) throws Exception {
    Path war = HostProcess.war(base.resolve("wars/con.war"), false, List.of(JAR));
    try (HostProcess process =
        HostProcess.start("tomcat-10", TomcatHost.class, base, List.of("/con", war.toString()))) {
      process.say("redeploy 10");

      assertEquals("0", process.await("LOADERS "));

      List<String> said = process.stop();
      assertEquals(List.of(), said.stream().filter(line -> line.startsWith("THREAD ")).toList());
    }
  }
}
