package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.store.StoreException;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.intake.KeptTouches;
import io.github.senda.storefront.intake.Telling;
import io.github.senda.storefront.intake.ToldOptions;
import io.github.senda.storefront.intake.ToldReport;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.VisitorId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TouchesCommandTest {

  private final String yesterday =
      Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();

  @TempDir Path folder;
  private Path store;

  @BeforeEach
  void makeStore() throws StoreException {
    store = folder.resolve("store");
    open().close();
  }

  private JourneyStore open() throws StoreException {
    return JourneyStore.open(store, Sessionizer.STANDARD, Clock.systemUTC());
  }

  private record Said(int code, String out, String err) {}

  private static Said run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(arguments),
            InputStream.nullInputStream(),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8).strip());
  }

  private Path table(String text) throws IOException {
    Path file = folder.resolve("touches.csv");
    Files.writeString(file, text);
    return file;
  }

  private List<List<String>> journeys() throws StoreException {
    try (JourneyStore opened = open()) {
      JourneyLog log = opened.read();
      Meaning meaning = Rules.builtIn().meaning(log.signs());
      List<List<String>> journeys = new ArrayList<>();
      for (JourneyLog.Reader reader = log.reader(meaning); reader.next(); ) {
        journeys.add(reader.journey().touchpoints().stream().map(Touchpoint::name).toList());
      }
      return journeys;
    }
  }

  @Test
  void tableGivenTwice_countsOnce() throws Exception {
    Path file =
        table(
            "touchpoint,time,customer,order,value,currency,channel,key\n"
                + "purchase,%s,C-1,O-1,59.90,EUR,offline,1\n".formatted(yesterday)
                + "refund,%s,C-1,O-1,59.90,EUR,offline,2\n".formatted(yesterday)
                + "newsletter_opened,%s,,,,,email,\n".formatted(yesterday)
                + "newsletter_opened,%s,,,,,email,\n".formatted(yesterday));

    Said first = run("touches", file.toString(), "--to", store.toString());
    Said second = run("touches", file.toString(), "--to", store.toString());

    assertEquals(0, first.code(), first.err());
    assertEquals(
        file
            + ": 4 taken, 0 known already, 0 not taken\n"
            + "2 of them named a customer, who was left out: touches are linked only where the"
            + " shop asks for consent (senda.consent)\n",
        first.out());
    assertTrue(second.out().contains(": 0 taken, 4 known already, 0 not taken"), second.out());
    assertEquals(
        List.of(
            List.of("newsletter_opened"),
            List.of("newsletter_opened"),
            List.of("purchase"),
            List.of("refund")),
        journeys().stream().sorted((a, b) -> a.get(0).compareTo(b.get(0))).toList());
  }

  @Test
  void customers_areOneVisitorWhereTheyAreKept() throws Exception {
    Path file =
        table(
            "touchpoint,time,customer\nreturn_item,%s,C-1\nrefund,%s,C-1\nrefund,%s,C-2\n"
                .formatted(yesterday, yesterday, yesterday));

    Said said = run("touches", file.toString(), "--to", store.toString(), "--customers");

    assertEquals(0, said.code(), said.err());
    assertEquals(2, journeys().size());
    assertTrue(journeys().contains(List.of("return_item", "refund")), journeys().toString());
    try (JourneyStore opened = open()) {
      assertEquals(List.of(0L, 0L), visitors(opened.read()), "nobody of them agreed to anything");
    }
  }

  @Test
  void customerWhoAgreed_isLinkedToWhatTheyDidInTheShop() throws Exception {
    Attributes given = Attributes.of("consent", "given");
    Facts anna =
        new Facts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("C-1"),
            Optional.empty());
    Instant before = Instant.now().minus(3, ChronoUnit.DAYS);
    try (JourneyStore opened = open()) {
      opened.append(
          List.of(new Touch(new VisitorId(1, 2), Sign.page("/cart"), before, given, anna)));
    }
    Path file =
        table(
            "touchpoint,time,customer\nrefund,%s,C-1\nrefund,%s,C-2\n"
                .formatted(yesterday, yesterday));

    assertEquals(
        0, run("touches", file.toString(), "--to", store.toString(), "--customers").code());

    try (JourneyStore opened = open()) {
      List<Long> visitors = visitors(opened.read());
      assertEquals(3, visitors.size());
      assertEquals(1, visitors.stream().filter(visitor -> visitor == 0).count(), "C-2");
      assertEquals(2, visitors.stream().distinct().count(), visitors.toString());
    }
  }

  private static List<Long> visitors(JourneyLog log) {
    List<Long> visitors = new ArrayList<>();
    for (JourneyLog.Reader reader = log.reader(Rules.builtIn().meaning(log.signs()));
        reader.next(); ) {
      visitors.add(reader.visitor());
    }
    return visitors;
  }

  @Test
  void badRow_isToldAndTheOthersAreIn() throws Exception {
    Path file = table("touchpoint,time\nrefund,%s\nrefund,31/02/2026\n".formatted(yesterday));

    Said said = run("touches", file.toString(), "--to", store.toString());

    assertEquals(2, said.code());
    assertTrue(
        said.out().contains("line 3, time: \"31/02/2026\" is not a time: write 2026-11-22 18:05"),
        said.out());
    assertEquals(
        "senda: 1 row was not taken: mend them and give the whole file again, nothing counts twice",
        said.err());
    assertEquals(List.of(List.of("refund")), journeys());
  }

  @Test
  void wrongWords_areOneSentence() throws Exception {
    String file = table("touchpoint,time\n").toString();
    for (String[] words :
        new String[][] {
          {"touches"},
          {"touches", file},
          {"touches", file, "--to", folder.resolve("nothing").toString()},
          {"touches", file, "--to", store.toString(), "--token", "x"},
          {"touches", file, "--to", "http://127.0.0.1:1/senda/"},
          {"touches", file, "--to", "http://127.0.0.1:1/senda/", "--token", "x", "--customers"},
          {"touches", folder.resolve("none.csv").toString(), "--to", store.toString()},
          {"touches", folder.toString(), "--to", store.toString()},
          {"touches", file, "--to", store.toString(), "--zone", "Mars"},
          {"touches", file, "--to", store.toString(), "--time-format", "{"},
        }) {
      Said said = run(words);
      assertEquals(2, said.code(), said.err());
      assertTrue(said.err().startsWith("senda: ") && said.err().length() > 20, said.err());
      assertFalse(said.err().contains("\n"), said.err());
    }
    try (JourneyStore held = open()) {
      Said said = run("touches", file, "--to", store.toString());
      assertTrue(said.err().startsWith("senda: a running shop holds "), said.err());
    }
  }

  @Test
  void runningShop_isToldInPortions() throws Exception {
    AtomicInteger portions = new AtomicInteger();
    try (JourneyStore opened = open()) {
      Telling telling =
          Telling.into(
              KeptTouches.of(opened, false),
              Clock.systemUTC(),
              ZoneOffset.UTC,
              Period.ofMonths(25));
      HttpServer server = panel(telling, portions);
      try {
        StringBuilder rows = new StringBuilder("touchpoint,time\n");
        rows.append("newsletter_opened,").append(yesterday).append('\n');
        for (int i = 0; i < 1_200; i++) {
          rows.append("newsletter_opened,").append(yesterday).append('\n');
        }
        String file = table(rows.append("foo!,x\n").toString()).toString();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/shop/senda";

        Said said = run("touches", file, "--to", address, "--token", "right");
        Said again = run("touches", file, "--to", address, "--token", "right");

        assertTrue(said.out().contains(": 1201 taken, 0 known already, 1 not taken"), said.out());
        assertTrue(again.out().contains(": 0 taken, 1201 known already"), again.out());
        assertEquals(10, portions.get());
        Said wrong = run("touches", file, "--to", address, "--token", "wrong");
        assertTrue(wrong.err().contains("does not take this token"), wrong.err());
      } finally {
        server.stop(0);
      }
    }
  }

  /** A panel that takes the token "right", puts what it is told into a store, and answers. */
  private static HttpServer panel(Telling telling, AtomicInteger portions) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/shop/senda/api/touches",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          assertTrue(body.length < 1 << 20);
          if (!"Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
          } else {
            portions.incrementAndGet();
            ToldReport report =
                telling.json(
                    new String(body, StandardCharsets.UTF_8),
                    ToldOptions.of("api", Locale.ENGLISH));
            byte[] answer =
                String.format(
                        Locale.ROOT,
                        "{\"taken\":%d,\"known\":%d,\"unlinked\":0,\"refused\":0,\"bad\":[]}",
                        report.taken(),
                        report.known())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void killedInTheMiddle_goesOnAndCountsNothingTwice() throws Exception {
    long seed = 20_261_122;
    Random random = new Random(seed);
    int rows = 30_000;
    StringBuilder text = new StringBuilder("touchpoint,time,attr.shelf\n");
    for (int i = 0; i < rows; i++) {
      text.append("refund,").append(yesterday).append(",s").append(i % 40).append('\n');
    }
    Path file = table(text.toString());
    for (int round = 0; round < 4; round++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "touches",
                  file.toString(),
                  "--to",
                  store.toString())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      boolean unused = process.waitFor(700 + random.nextInt(1_200), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    Said said = run("touches", file.toString(), "--to", store.toString());

    assertEquals(0, said.code(), said.err());
    try (JourneyStore opened = open()) {
      long touches = 0;
      for (JourneyLog.Reader reader =
              opened.read().reader(Rules.builtIn().meaning(opened.read().signs()));
          reader.next(); ) {
        touches += reader.length();
      }
      assertEquals(rows, touches, "seed " + seed + ": " + said.out());
    }
  }
}
