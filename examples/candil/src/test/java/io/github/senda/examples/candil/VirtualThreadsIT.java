package io.github.senda.examples.candil;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@link BootContract} with a virtual thread for each request, on a JDK from 21 on that lies beside
 * the one of this build; left out where there is none.
 */
class VirtualThreadsIT extends BootContract {

  private static final int FIRST = 21;

  @Override
  ExecutableJar.Server server() {
    return ExecutableJar.Server.TOMCAT;
  }

  @Override
  List<String> properties() {
    return List.of("spring.threads.virtual.enabled=true");
  }

  @Override
  Path java() {
    Path own = super.java();
    try (Stream<Path> beside = Files.list(own.toRealPath().getParent())) {
      return Stream.concat(Stream.of(own), beside)
          .filter(home -> version(home) >= FIRST)
          .findFirst()
          .orElseGet(() -> abort("no JDK from " + FIRST + " on lies beside " + own));
    } catch (IOException e) {
      return abort("no JDK can be looked for beside " + own);
    }
  }

  /** 0 for what is no JDK. */
  private static int version(Path home) {
    Properties release = new Properties();
    try (var file = Files.newBufferedReader(home.resolve("release"))) {
      release.load(file);
      return Integer.parseInt(
          release.getProperty("JAVA_VERSION", "0").replaceAll("\"", "").split("\\.", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  @Test
  void pages_areAnsweredByVirtualThreads() {
    // The page that throws is told in the log with the end of its thread's name.
    assertTrue(said().contains("mcat-handler-"), said());
  }
}
