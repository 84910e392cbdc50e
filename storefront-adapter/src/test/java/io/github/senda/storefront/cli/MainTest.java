package io.github.senda.storefront.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final Path GOLDEN = Path.of("src/test/resources/io/github/senda/storefront/cli");

  private static final String LOG =
      """
      session_id,event,timestamp
      1,home,2024-01-01 10:00:00
      1,view_item,2024-01-01 10:00:10
      1,add_to_cart,2024-01-01 10:01:00.5
      2,home,2024-01-01 10:00:00
      2,view_item,2024-01-01 10:00:13
      3,"a ""b"", <c> & ñ",2024-01-01 10:00:00
      4,home,2024-01-01 10:00:00
      4,view_item,2024-01-01 10:00:20
      4,view_item,2024-01-03 11:00:20
      """;

  @TempDir Path folder;

  /** One run: its code and what it printed. */
  private record Run(int code, String out, String err) {}

  private static Run run(InputStream in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(List.of(arguments), in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Run run(String... arguments) {
    return run(new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  private static void assertGolden(String name, String found) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, found);
    }
    assertEquals(Files.readString(file), found, name);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void graph_printsItsFigures() throws IOException {
    Run run = run("graph", "-");

    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertGolden("figures.txt", run.out());
  }

  private static final String LEFT =
      """
      session_id,event,timestamp
      1,add_to_cart,2024-01-01 10:00:00
      1,begin_checkout,2024-01-01 10:01:00
      1,add_shipping_info,2024-01-01 10:02:00
      1,purchase,2024-01-01 10:03:00
      2,add_to_cart,2024-01-01 10:00:00
      2,begin_checkout,2024-01-01 10:01:00
      2,checkout_error,2024-01-01 10:02:00
      3,add_to_cart,2024-01-02 10:00:00
      3,begin_checkout,2024-01-02 10:01:00
      3,add_shipping_info,2024-01-02 10:02:30
      3,view_cart,2024-01-02 10:04:00
      4,add_to_cart,2024-01-02 10:00:00
      4,remove_from_cart,2024-01-02 10:04:00
      """;

  private static Run left(String... arguments) {
    return run(new ByteArrayInputStream(LEFT.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  @Test
  void leaks_printsWhatBecameOfCartsAndCheckouts() throws IOException {
    Run run = left("leaks", "-");

    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertGolden("leaks.txt", run.out());
  }

  @Test
  void leaks_printsThemAsJson() throws IOException {
    Run run = left("leaks", "-", "--json", "--zone", "Europe/Madrid");

    assertEquals(0, run.code(), run.err());
    assertGolden("leaks.json", run.out());
  }

  @Test
  void graph_printsItsFiguresAsJson() throws IOException {
    Run run = run("graph", "-", "--json");

    assertEquals(0, run.code(), run.err());
    assertGolden("figures.json", run.out());
  }

  @Test
  void graph_tellsTheGoalAndTheFunnel() throws IOException {
    String[] asked = {"--goal", "add_to_cart", "--funnel", "home, view_item,add_to_cart"};
    Run text = run("graph", "-", asked[0], asked[1], asked[2], asked[3]);
    Run json = run("graph", "-", "--json", asked[0], asked[1], asked[2], asked[3]);

    assertEquals(0, text.code(), text.err());
    assertGolden("paths.txt", text.out());
    assertEquals(0, json.code(), json.err());
    assertGolden("paths.json", json.out());
  }

  @Test
  void graph_namesTheTouchpointsThatThereAre() {
    assertEquals(
        "senda: --goal: the log has no touchpoint \"purchase\"; it has a \"b\", <c> & ñ,"
            + " add_to_cart, home, view_item\n",
        run("graph", "-", "--goal", "purchase").err());
  }

  @Test
  void graph_takesAnOptionWithItsValueInOneWord() {
    assertEquals(0, run("graph", "-", "--case=session_id", "--json").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"drawio", "lucid", "svg"})
  void export_writesAWholeFileAndNothingElse(String format) throws IOException {
    Path file = folder.resolve("map." + format);

    Run run = run("export", "-", "--to", format, "--out", file.toString());

    assertEquals(0, run.code(), run.err());
    assertTrue(Files.size(file) > 1000);
    assertEquals(List.of("map." + format), files());
  }

  @Test
  void export_givesTheSameBytesAgain() throws IOException {
    Path one = folder.resolve("one.lucid");
    Path two = folder.resolve("two.lucid");
    assertEquals(0, run("export", "-", "--to", "lucid", "--out", one.toString()).code());
    assertEquals(0, run("export", "-", "--to", "lucid", "--out", two.toString()).code());
    assertEquals(-1, Files.mismatch(one, two));
  }

  @Test
  void export_leavesTheFileThatIsThereWhereItFails() throws IOException {
    Path file = folder.resolve("map.svg");
    Files.writeString(file, "before");
    InputStream empty = InputStream.nullInputStream();

    Run run = run(empty, "export", "-", "--to", "svg", "--out", file.toString());

    assertEquals(2, run.code());
    assertEquals("before", Files.readString(file));
    assertEquals(List.of("map.svg"), files());
  }

  @Test
  void outFile_isNotReplacedWhereFillingFails() throws IOException {
    Path file = folder.resolve("map.svg");
    Files.writeString(file, "before");
    OutFile out = OutFile.of(file.toString());
    try {
      out.write(
          stream -> {
            stream.write(1);
            throw new IOException("No space left on device");
          });
    } catch (RuntimeException e) {
      assertTrue(e.getMessage().contains("(No space left on device)"), e.getMessage());
    }
    assertEquals("before", Files.readString(file));
    assertEquals(List.of("map.svg"), files());
  }

  @Test
  void unknownFormat_listsThoseThatThereAre() {
    Run run = run("export", "-", "--to", "paper", "--out", folder.resolve("x").toString());

    assertEquals(2, run.code());
    assertEquals(
        "senda: there is no format \"paper\"; there are: csv, dot, drawio, excalidraw, graphml,"
            + " lucid, mermaid, svg, visio, yed\n",
        lines(run.err()));
  }

  @Test
  void wrongInput_isOneSentenceAndCodeTwo() throws IOException {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, LOG);
    List<List<String>> wrong =
        List.of(
            List.of(),
            List.of("frobnicate"),
            List.of("frobnicate", "--help"),
            List.of("graph"),
            List.of("graph", folder.toString()),
            List.of("graph", folder.resolve("missing").toString()),
            List.of("graph", "a\u0000b"),
            List.of("graph", "one", "two"),
            List.of("graph", "-", "--frobnicate"),
            List.of("graph", "-", "--json=yes"),
            List.of("graph", "-", "--json", "--json"),
            List.of("graph", "-", "--case"),
            List.of("graph", "-", "--case", "nope"),
            List.of("graph", "-", "--format", "xml"),
            List.of("graph", "-", "--goal", "nope"),
            List.of("graph", "-", "--goal", "two\nlines"),
            List.of("graph", "-", "--goal", "add_to_cart", "--k", "2"),
            List.of("graph", "-", "--funnel", ""),
            List.of("graph", "-", "--funnel", "home,"),
            List.of("graph", "-", "--funnel", "home,view_item,home"),
            List.of("export", "-"),
            List.of("export", "-", "--to", "svg"),
            List.of("export", "-", "--to", "svg", "--out", folder.toString()),
            List.of("export", "-", "--to", "svg", "--out", folder.resolve("no/x").toString()),
            List.of("export", "-", "--to", "svg", "--out", "x", "--share", "2"),
            List.of("export", "-", "--to", "svg", "--out", "x", "--share", "much"),
            List.of("export", "-", "--to", "svg", "--out", "x", "--lang", "tlh"),
            List.of("backup"),
            List.of("backup", folder.toString()),
            List.of("backup", folder.toString(), "--out", file.toString()),
            List.of("backup", "http://127.0.0.1:1/senda/", "--out", file.toString()),
            List.of("backup", "http://127.0.0.1:1/", "--token", "t", "--out", file.toString()),
            List.of("backup", "http://[/", "--token", "t", "--out", file.toString()));
    for (List<String> arguments : wrong) {
      Run run = run(arguments.toArray(String[]::new));

      assertEquals(2, run.code(), () -> arguments + ": " + run.err());
      assertEquals("", run.out());
      assertTrue(run.err().startsWith("senda: "), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
    assertEquals(List.of("log.csv"), files());
    assertEquals(LOG, Files.readString(file));
  }

  @Test
  void outputThatIsClosed_isOneSentence() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of("graph", "-", "--json"),
            new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)),
            closed,
            new PrintStream(err, true, StandardCharsets.UTF_8));

    assertEquals(2, code);
    assertEquals(
        "senda: the output cannot be written to its end (Broken pipe): see where it goes\n",
        lines(err.toString(StandardCharsets.UTF_8)));
  }

  @Test
  void defect_isSaidWithoutATrace() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("a fault\nof ours");
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            return read();
          }
        };
    Run run = run(broken, "graph", "-");

    assertEquals(70, run.code());
    assertTrue(run.err().startsWith("senda: this is a defect of Senda: "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void leftOutRows_areSaidBesideTheFigures() {
    String text = LOG + "5,home,never\n";
    Run run =
        run(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            "graph",
            "-",
            "--json",
            "--skip-bad-rows");

    assertEquals(0, run.code());
    assertEquals(
        "senda: left out 1 row with a time that cannot be read, line 11\n", lines(run.err()));
    assertFalse(run.out().isEmpty());
  }

  @Test
  void help_isThereForAllAndForEach() {
    for (String command : List.of("graph", "export", "backup")) {
      Run run = run(command, "--help");
      assertEquals(0, run.code());
      assertTrue(run.out().startsWith("senda " + command), run.out());
    }
    assertEquals(0, run("--help").code());
    assertTrue(run("--version").out().startsWith("senda "));
  }

  private static String lines(String text) {
    return text.replace(System.lineSeparator(), "\n");
  }
}
