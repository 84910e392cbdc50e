package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.senda.journey.Sessionizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with no room left, as the limit of a process's file size plays it. */
final class FullDiskTest {

  private static final int LIMIT_KILOBYTES = 400;

  @TempDir Path folder;

  @Test
  void writer_waitsForRoom_andLosesNothing() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit lifts the limit again");
    long recorded;
    try (ChildProcess child =
        ChildProcess.start(
            List.of("bash", "-c", "ulimit -S -f " + LIMIT_KILOBYTES + " && exec \"$@\"", "bash"),
            WritingProcess.class,
            folder)) {
      String notice = child.awaitLine("notice: ");
      assertTrue(notice.contains(folder.toRealPath().toString()), notice);
      assertTrue(notice.contains("free space"), notice);

      int lifted =
          new ProcessBuilder(
                  "/usr/bin/prlimit", "--pid=" + child.pid(), "--fsize=unlimited:unlimited")
              .inheritIO()
              .start()
              .waitFor();
      assertEquals(0, lifted);
      child.awaitLine("fine");
      child.say("end");
      recorded = Long.parseLong(child.awaitLine("recorded ").substring("recorded ".length()));
    }
    assertTrue(Files.size(folder.resolve("senda.mv.db")) > 0);
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, Clock.systemUTC())) {
      assertEquals(recorded, Seen.in(store.read()).size());
    }
  }
}
