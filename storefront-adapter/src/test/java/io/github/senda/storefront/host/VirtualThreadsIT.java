package io.github.senda.storefront.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A host that has a virtual thread for each request, where this machine has a Java of 21 or newer:
 * the one that runs the tests, the one that {@code SENDA_JDK21} names, or one where Debian puts it.
 */
class VirtualThreadsIT {

  private static final int OLDEST = 21;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"([0-9]+)");

  @ParameterizedTest
  @EnumSource
  void journey_isTheTrueOneOnVirtualThreads(Host host, @TempDir Path base) throws Exception {
    Optional<Path> java = java();
    assumeTrue(
        java.isPresent(),
        "No Java 21 or newer on this machine: nothing was tried on virtual threads.");
    Path war =
        Wars.awkward(
            base.resolve("wars/con.war"),
            Wars.Install.BY_ITSELF,
            Wars.and(Wars.shopLibraries(), Wars.JAR));
    String thread;
    try (HostProcess process =
        HostProcess.start(host, java.get(), true, base, List.of("/con", war.toString()))) {
      String shop = "http://127.0.0.1:" + process.port() + "/con";
      thread = new Shopper(shop, "curious").get("/odd/thread").body();
      AwkwardVisits.buy(new Shopper(shop, "buyer"), Shopper.atTheBank(shop, "buyer"));
      AwkwardVisits.wander(new Shopper(shop, "wanderer"));
      process.stop();
    }

    assertEquals("java.lang.VirtualThread", thread);
    Recorded recorded = Recorded.in(base, "/con");
    assertEquals(List.of(AwkwardVisits.BOUGHT), recorded.journeysWith("purchase"));
    assertEquals(AwkwardVisits.WANDERED, recorded.outcomesOfTheJourneyFrom("/category/{slug}"));
  }

  private static Optional<Path> java() throws IOException {
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    Optional.ofNullable(System.getenv("SENDA_JDK21")).map(Path::of).ifPresent(homes::add);
    Path debian = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> installed = Files.list(debian)) {
        homes.addAll(installed.sorted().toList());
      }
    }
    for (Path home : homes) {
      if (version(home) >= OLDEST) {
        return Optional.of(home.resolve("bin/java"));
      }
    }
    return Optional.empty();
  }

  private static int version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return 0;
    }
    Matcher version = VERSION.matcher(Files.readString(release));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }
}
