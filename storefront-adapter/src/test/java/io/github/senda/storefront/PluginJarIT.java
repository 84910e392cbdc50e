package io.github.senda.storefront;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.storefront.lucid.LucidServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shop installs: one jar, with nothing in it that could meet the shop's own. */
class PluginJarIT {

  private static final Path JAR = Path.of(System.getProperty("plugin.jar"));
  private static final long MOST_BYTES = 12_000_000;

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  @Test
  void jar_hasNoClassUnderAForeignName() throws IOException {
    List<String> foreign =
        entries().stream()
            .filter(name -> !name.startsWith("io/github/senda/") && !name.startsWith("META-INF/"))
            .toList();

    assertEquals(List.of(), foreign);
  }

  @Test
  void jar_registersNoDatabaseDriver() throws IOException {
    assertTrue(entries().stream().noneMatch(name -> name.contains("java.sql.Driver")));
  }

  @Test
  void jar_namesWhatItCarries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String notice =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/senda/NOTICE")).readAllBytes(),
              StandardCharsets.UTF_8);

      for (String work :
          List.of(
              "JGraphT", "H2", "Gson", "JHeaps", "Apfloat", "RE2/J", "OkHttp", "Okio", "Kotlin")) {
        assertTrue(notice.contains(work), work);
      }
      for (String text :
          List.of(
              "LICENSE",
              "EPL-2.0.txt",
              "MPL-2.0.txt",
              "MIT-apfloat.txt",
              "BSD-re2j.txt",
              "MIT-crawler-user-agents.txt")) {
        assertTrue(jar.getEntry("META-INF/senda/" + text) != null, text);
      }
    }
  }

  @Test
  void jar_isSmallEnoughForAGuest() throws IOException {
    assertTrue(Files.size(JAR) < MOST_BYTES, Files.size(JAR) + " bytes");
  }

  @Test
  void database_keepsItsMessagesUnderItsNewName() throws Exception {
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      String said = "";
      try (Connection connection =
          Class.forName("io.github.senda.guest.h2.jdbc.JdbcConnection", true, alone)
              .asSubclass(Connection.class)
              .getConstructor(
                  String.class, Properties.class, String.class, Object.class, boolean.class)
              .newInstance("jdbc:h2:mem:", new Properties(), "", "", false)) {
        connection.createStatement().execute("select nothing from nowhere");
      } catch (SQLException e) {
        said = e.getMessage();
      }

      assertTrue(said.toLowerCase(Locale.ROOT).contains("nowhere"), said);
      assertTrue(!said.contains("Message") && said.length() > 40, said);
    }
  }

  @Test
  void push_goesByGuestsUnderTheirNewNamesAndLeavesNoThread(@TempDir Path folder) throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("log.csv"),
            "case,activity,time\n1,home,2026-01-01T10:00:00Z\n1,cart,2026-01-01T10:01:00Z\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LucidServer lucid = new LucidServer();
        URLClassLoader alone =
            new URLClassLoader(
                new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> addresses = alone.loadClass("io.github.senda.diagram.lucid.api.LucidAddresses");
      Method push =
          alone
              .loadClass("io.github.senda.storefront.cli.PushCommand")
              .getDeclaredMethod(
                  "run",
                  List.class,
                  InputStream.class,
                  OutputStream.class,
                  PrintStream.class,
                  Map.class,
                  addresses);
      push.setAccessible(true);

      push.invoke(
          null,
          List.of(log.toString(), "--title", "Casa Lola"),
          InputStream.nullInputStream(),
          out,
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          Map.of("SENDA_LUCID_KEY", "key"),
          addresses.getMethod("playedAt", URI.class).invoke(null, lucid.addresses().api()));

      assertEquals(LucidServer.LINK + "\n", out.toString(StandardCharsets.UTF_8));
      assertEquals(
          List.of(),
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getClass().getClassLoader() == alone)
              .map(Thread::getName)
              .toList());
      assertTrue(
          Thread.getAllStackTraces().keySet().stream()
              .noneMatch(thread -> thread.getName().contains("OkHttp")));
    }
  }
}
