package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

  @TempDir Path folder;

  /** Runs the command; empty if it went well, else what it said. */
  private static String run(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(arguments),
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String said = err.toString(StandardCharsets.UTF_8).strip();
    assertEquals(said.isEmpty() ? 0 : 2, code, said);
    return said;
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("senda.mv.db"));
      zip.write(new byte[50_000]);
    }
    return bytes.toByteArray();
  }

  /** A panel that takes the token "right" and answers with these bytes. */
  private static HttpServer panel(byte[] answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/shop/senda/api/backup",
        exchange -> {
          boolean right =
              exchange.getRequestMethod().equals("POST")
                  && "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(right ? 200 : 401, right ? answer.length : -1);
          if (right) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/shop/senda/";
  }

  @Test
  void backup_copiesAStoreThatNobodyRuns() throws IOException, StoreException {
    Path store = folder.resolve("store");
    JourneyStore.open(store, Sessionizer.STANDARD, Clock.systemUTC()).close();
    Path file = folder.resolve("copy.zip");

    assertEquals("", run("backup", store.toString(), "--out", file.toString()));

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertTrue(zip.stream().anyMatch(entry -> entry.getName().endsWith(".mv.db")));
    }
  }

  @Test
  void backup_asksForTheAddressOfAShopThatRuns() throws StoreException {
    Path store = folder.resolve("store");
    Path file = folder.resolve("copy.zip");
    try (JourneyStore held = JourneyStore.open(store, Sessionizer.STANDARD, Clock.systemUTC())) {
      String said = run("backup", store.toString(), "--out", file.toString());
      assertTrue(said.startsWith("senda: a running shop holds "), said);
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void backup_fetchesTheStoreOfAShopThatRuns() throws IOException {
    HttpServer server = panel(zip());
    try {
      Path file = folder.resolve("copy.zip");
      String panel = address(server).substring(0, address(server).length() - 1);

      assertEquals("", run("backup", panel, "--token", "right", "--out", file.toString()));

      assertEquals(-1, Arrays.mismatch(zip(), Files.readAllBytes(file)));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void backup_leavesTheFileThatIsThereWhereItIsRefusedOrCutShort() throws IOException {
    Path file = folder.resolve("copy.zip");
    Files.writeString(file, "before");
    HttpServer server = panel(Arrays.copyOf(zip(), 100));
    HttpServer other = panel("<html>".getBytes(StandardCharsets.UTF_8));
    try {
      String wrong = run("backup", address(server), "--token", "no", "--out", file.toString());
      String cut = run("backup", address(server), "--token", "right", "--out", file.toString());
      String page = run("backup", address(other), "--token", "right", "--out", file.toString());

      assertTrue(wrong.contains("does not take this token"), wrong);
      assertTrue(cut.contains(" is no whole backup"), cut);
      assertTrue(page.contains(" is no whole backup"), page);
      assertEquals("before", Files.readString(file));
      try (var files = Files.list(folder)) {
        assertEquals(List.of(file), files.toList());
      }
    } finally {
      server.stop(0);
      other.stop(0);
    }
  }
}
