package io.github.senda.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.Sessionizer;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two at one folder: another process, and another deployment with classes of its own. */
final class HeldFolderTest {

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  /** The classes of Senda and H2 once more, as a second deployment has them. */
  private static final class Deployment extends URLClassLoader {

    Deployment() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(
              entry -> {
                try {
                  return new File(entry).toURI().toURL();
                } catch (MalformedURLException e) {
                  throw new IllegalArgumentException(entry, e);
                }
              })
          .toArray(URL[]::new);
    }

    AutoCloseable open(Path folder) throws Exception {
      Class<?> sessionizer = loadClass(Sessionizer.class.getName());
      try {
        return (AutoCloseable)
            loadClass(JourneyStore.class.getName())
                .getMethod("open", Path.class, sessionizer, Clock.class)
                .invoke(null, folder, sessionizer.getField("STANDARD").get(null), CLOCK);
      } catch (InvocationTargetException e) {
        throw (Exception) e.getCause();
      }
    }

    boolean hasLoaded(String name) {
      return findLoadedClass(name) != null;
    }
  }

  @Test
  void open_saysThatAnotherProcessHoldsTheFolder() throws Exception {
    try (ChildProcess holder = ChildProcess.start(HoldingProcess.class, folder)) {
      holder.awaitLine("held");

      StoreHeldException refused =
          assertThrows(
              StoreHeldException.class,
              () -> JourneyStore.open(folder, Sessionizer.STANDARD, CLOCK));

      assertTrue(refused.getMessage().contains(folder.toRealPath().toString()));
      holder.say("end");
      assertEquals(0, holder.awaitEnd());
    }
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, CLOCK)) {
      assertEquals(1, Seen.in(store.read()).size());
    }
  }

  @Test
  void open_byAnotherDeployment_isRefused_andDoesNotLetAThirdIn() throws Exception {
    try (JourneyStore store = JourneyStore.open(folder, Sessionizer.STANDARD, CLOCK);
        Deployment second = new Deployment()) {
      Exception refused = assertThrows(Exception.class, () -> second.open(folder));
      assertEquals(StoreHeldException.class.getName(), refused.getClass().getName());
      assertTrue(refused.getMessage().contains("deployment"), refused.getMessage());

      try (ChildProcess third = ChildProcess.start(HoldingProcess.class, folder)) {
        assertTrue(third.nextLine().startsWith("refused: "));
      }
      assertEquals(0, Seen.in(store.read()).size());
    }
    try (Deployment second = new Deployment();
        AutoCloseable store = second.open(folder)) {
      assertEquals("JourneyStore", store.getClass().getSimpleName());
    }
  }

  @Test
  void open_leavesDriverManagerAlone() throws Exception {
    try (Deployment deployment = new Deployment()) {
      AutoCloseable store = deployment.open(folder);
      store.getClass().getMethod("read").invoke(store);
      store.getClass().getMethod("backup", Path.class).invoke(store, folder.resolve("b.zip"));
      store.close();

      // Both register a driver as soon as they are loaded, and nothing else does.
      assertTrue(deployment.hasLoaded("org.h2.jdbc.JdbcConnection"));
      assertFalse(deployment.hasLoaded("org.h2.Driver"));
      assertFalse(deployment.hasLoaded("org.h2.jdbcx.JdbcDataSource"));
    }
  }
}
