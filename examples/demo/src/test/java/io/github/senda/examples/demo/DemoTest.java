package io.github.senda.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @TempDir Path folder;

  @BeforeAll
  static void quieten() {
    Demo.quieten();
  }

  private Properties options(String... namesAndValues) {
    Properties options = new Properties();
    options.setProperty("user.dir", folder.toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return options;
  }

  private String complaint(String... namesAndValues) {
    return assertThrows(
            IllegalArgumentException.class, () -> Settings.parse(options(namesAndValues), folder))
        .getMessage();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void settings_haveDefaultsThatSurviveARestart() {
    Settings settings = Settings.parse(options(), folder);

    assertEquals(new Settings(8080, folder.resolve("data"), 0, Optional.empty(), ""), settings);
  }

  @Test
  void settings_takeFilesFromWhereTheCommandWasGiven() throws Exception {
    Files.writeString(folder.resolve("visits.csv"), "case,activity,time\n");

    Settings settings =
        Settings.parse(
            options("log", "visits.csv", "folder", "kept", "reader", "--format csv"), folder);

    assertEquals(Optional.of(folder.resolve("visits.csv")), settings.log());
    assertEquals(folder.resolve("kept"), settings.folder());
    assertEquals("--format csv", settings.reader());
  }

  @Test
  void settings_sayInOneSentenceWhatIsWrong() {
    assertTrue(
        complaint("log", "missing.csv")
            .matches("There is no file .*missing.csv that can be read: .*"));
    assertTrue(complaint("log", ".").contains("is a directory"));
    assertTrue(complaint("port", "http").startsWith("-Dport=http is not a number"));
    assertTrue(complaint("port", "0").startsWith("-Dport=0 is not a number"));
    assertTrue(complaint("shoppers", "-1").startsWith("-Dshoppers=-1 is not a number"));
  }

  @Test
  void takenPort_isSaidWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      Settings settings = new Settings(port, folder, 0, Optional.empty(), "");

      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> DemoServer.start(settings, TARGET));

      assertEquals(
          "Port " + port + " is taken: choose another, for example with -Dport=9090.",
          e.getMessage());
    }
  }

  @Test
  void log_isOpenedWithoutAShop() throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("l.csv"), "case,activity,time\n1,a,2026-01-01T10:00:00Z\n");
    Settings settings = new Settings(freePort(), folder, 0, Optional.of(log), "--format csv");

    try (DemoServer server = DemoServer.start(settings, TARGET)) {
      for (String path : new String[] {"category/linen", "bank/pay"}) {
        HttpResponse<Void> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                    HttpResponse.BodyHandlers.discarding());
        assertEquals(404, answer.statusCode(), path);
      }
    }
  }

  @Test
  void closing_freesThePortAndTwiceIsFine() throws Exception {
    int port = freePort();
    DemoServer server =
        DemoServer.start(new Settings(port, folder, 0, Optional.empty(), ""), TARGET);

    server.close();
    server.close();

    DemoServer again =
        DemoServer.start(new Settings(port, folder, 0, Optional.empty(), ""), TARGET);
    again.close();
    assertFalse(again.panel().equals(server.panel()), "A one-time token came twice");
  }
}
