package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.journey.Journey;
import io.github.senda.journey.JourneyLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux) Gecko Firefox/120.0";

  private static ReadLog read(String text, String... options) {
    return LogReader.of(List.of(options))
        .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "log");
  }

  private static String refused(String text, String... options) {
    return assertThrows(BadInput.class, () -> read(text, options)).getMessage();
  }

  private static List<String> journeys(ReadLog read) {
    List<String> journeys = new ArrayList<>();
    JourneyLog.Reader reader = read.log().reader(read.meaning());
    while (reader.next()) {
      Journey journey = reader.journey();
      assertFalse(journey.active());
      journeys.add(String.join(" > ", journey.touchpoints().stream().map(t -> t.name()).toList()));
    }
    return journeys;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String line(
      String address, String time, String request, int status, String agent) {
    return address
        + " - - [17/May/2015:"
        + time
        + " +0000] \""
        + request
        + "\" "
        + status
        + " 1 \"-\" \""
        + agent
        + "\"\n";
  }

  @Test
  void table_isReadInAnyOrderWithArrivalKeptOnTies() {
    String text =
        """
        case;activity;time
        NA;pay;2024-01-01 10:02:00
        2;look;2024-01-01 10:00:00
        NA; look twice ;2024-01-01 10:01:00
        NA;first;2024-01-01T10:01:00Z
        NA;home;2024-01-01 11:00:30+01:00
        """;
    assertEquals(List.of("home >  look twice  > first > pay", "look"), journeys(read(text)));
  }

  @Test
  void table_isReadWithMarkCarriageReturnsAndQuotes() {
    String text =
        "\uFEFF\"Case ID\",\"Activity\",\"Timestamp\"\r\n\"1\",\"say \"\"a, b\"\"\",2024-01-01\r\n";
    assertEquals(List.of("say \"a, b\""), journeys(read(text)));
  }

  @Test
  void columns_areNamedElseNumbered() {
    String text = "2,a,1\nx,2024-01-01,pay\nx,2024-01-02,home\n";

    ReadLog byName = read(text, "--case", "2", "--time", "a", "--activity", "1");
    ReadLog byNumber = read(text, "--case", "2", "--time", "a", "--activity", "3");

    assertEquals(List.of("pay > home"), journeys(byName));
    assertEquals(List.of("pay > home"), journeys(byNumber));
  }

  @Test
  void columns_thatAreInDoubtAreAskedFor() {
    assertEquals(
        "log: 2 columns are called \"case\"; give --case the number of the one you mean: 1 or 2",
        refused("case,case,event,time\n1,2,a,2024-01-01\n", "--case", "case"));
    assertEquals(
        "log: say with --activity which column is meant: event (column 1) or action (column 2)",
        refused("event,action,case,time\na,b,1,2024-01-01\n"));
    assertEquals(
        "log: no column has a usual name for this; say which it is with --case (or --visitor);"
            + " there are: who, event, time",
        refused("who,event,time\na,b,2024-01-01\n"));
    assertEquals(
        "log has no column \"nope\" for --time; there are: case, event, time",
        refused("case,event,time\na,b,2024-01-01\n", "--time", "nope"));
    assertEquals(
        "log has no column \"4\" for --time; there are: case, event, time",
        refused("case,event,time\na,b,2024-01-01\n", "--time", "4"));
  }

  @Test
  void header_isNoneWhereAllIsNumberedAndItHasATime() {
    String text = "x,2024-01-01,home\nx,2024-01-02,pay\n";
    assertEquals(
        List.of("home > pay"),
        journeys(read(text, "--case", "1", "--time", "2", "--activity", "3")));
  }

  @Test
  void visitors_areCutIntoVisitsByPausesLongerThanTheGap() {
    String text =
        """
        user,event,time
        u,a,2024-01-01 10:00:00
        u,b,2024-01-01 10:30:00
        u,c,2024-01-01 11:00:01
        """;
    assertEquals(List.of("a > b", "c"), journeys(read(text, "--visitor", "user")));
    assertEquals(List.of("a > b > c"), journeys(read(text, "--visitor", "user", "--gap", "31m")));
    assertEquals(
        List.of("a", "b", "c"), journeys(read(text, "--visitor", "user", "--gap", "1799s")));
  }

  @Test
  void badRows_areErrorsThatNameLineAndRemedy() {
    String header = "case,event,time\n1,a,2024-01-01\n";
    assertEquals(
        "log, line 3: \"2024-02-30\" is not a time in a form that is known; tell its form with"
            + " --time-format (--skip-bad-rows leaves such rows out)",
        refused(header + "1,b,2024-02-30\n"));
    assertTrue(refused(header + "1,b,\n").startsWith("log, line 3: \"\" is not a time"));
    assertTrue(refused(header + " ,b,2024-01-01\n").startsWith("log, line 3: the case is blank"));
    assertTrue(
        refused(header + "1,\"\",2024-01-01\n").startsWith("log, line 3: the activity is blank"));
    assertTrue(
        refused(header + "1,b\n").startsWith("log, line 3: this row has 2 columns, and column 3"));
    assertTrue(
        refused(header + "1,b,2024-01-01,4\n").startsWith("log, line 3: this row has 4 columns"));
    assertTrue(
        refused(header + "1,\"b\n,2024-01-01\n1,c,2024\n")
            .startsWith("log, line 3: a quote is opened here that is not closed"));
  }

  @Test
  void badRows_areLeftOutAndCountedWhereThatIsAsked() {
    String text =
        """
        case,event,time
        1,a,2024-01-01
        1,b,never
        1,,2024-01-01
        1,c,nor this
        1,"d,2024-01-02
        1,e,2024-01-03
        """;
    ReadLog read = read(text, "--skip-bad-rows");

    assertEquals(List.of("a > e"), journeys(read));
    assertEquals(
        List.of(
            "left out 2 rows with a time that cannot be read, the first on line 3",
            "left out 1 row with no activity, line 4",
            "left out 1 row with a quote that is not closed, line 6"),
        read.leftOut());
  }

  @Test
  void nothingToCount_isAnError() {
    assertEquals("log is empty: there is nothing to count", refused(""));
    assertEquals("log has a header and no row below it", refused("case,event,time\n\n"));
    assertEquals(
        "log has no row that can be read: all 1 are bad",
        refused("case,event,time\n1,b,never\n", "--skip-bad-rows"));
    assertTrue(refused("PK\u0003\u0004\u0000\u0000").startsWith("log is not a text"));
    assertTrue(refused("once upon a time\nthere was\n").startsWith("log is neither"));
  }

  @Test
  void gzip_isKnownByContentAndReadThroughAllItsMembers() throws IOException {
    String one = "case,event,time\n1,a,2024-01-01\n";
    String two = "1,b,2024-01-02\n";
    // A pipe that has nothing just when the first member ends must not end the reading.
    try (PipedOutputStream end = new PipedOutputStream();
        InputStream pipe = new PipedInputStream(end, 8)) {
      Thread writer =
          new Thread(
              () -> {
                try (end) {
                  end.write(gzip(one));
                  end.flush();
                  end.write(gzip(two));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      writer.start();
      assertEquals(List.of("a > b"), journeys(LogReader.of(List.of()).read(pipe, "pipe")));
    }
  }

  @Test
  void gzip_thatIsCutShortOrDamagedIsAnError() {
    byte[] whole = gzip("case,event,time\n" + "1,a,2024-01-01\n".repeat(10_000));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 0x55;
    LogReader reader = LogReader.of(List.of());

    assertEquals(
        "log ends in the middle of its gzip data: it was cut short; fetch it again",
        assertThrows(BadInput.class, () -> reader.read(new ByteArrayInputStream(cut), "log"))
            .getMessage());
    assertEquals(
        "log holds damaged gzip data; fetch it again",
        assertThrows(BadInput.class, () -> reader.read(new ByteArrayInputStream(damaged), "log"))
            .getMessage());
  }

  @Test
  void gzip_withSomethingElseBehindItIsAnErrorAndWithZerosIsNot() {
    byte[] whole = gzip("case,event,time\n1,a,2024-01-01\n");
    byte[] padded = Arrays.copyOf(whole, whole.length + 600);
    LogReader reader = LogReader.of(List.of());

    assertEquals(List.of("a"), journeys(reader.read(new ByteArrayInputStream(padded), "log")));
    byte[] next = gzip("1,b,2024-01-02\n");
    for (int cut = 1; cut < next.length; cut++) {
      byte[] cutInTheNext = Arrays.copyOf(whole, whole.length + cut);
      System.arraycopy(next, 0, cutInTheNext, whole.length, cut);
      assertThrows(
          BadInput.class,
          () -> reader.read(new ByteArrayInputStream(cutInTheNext), "log"),
          () -> "cut in the second member");
    }
    byte[] garbage = padded.clone();
    garbage[garbage.length - 1] = 'x';
    assertEquals(
        "log holds damaged gzip data; fetch it again",
        assertThrows(BadInput.class, () -> reader.read(new ByteArrayInputStream(garbage), "log"))
            .getMessage());
  }

  @Test
  void table_ofBlankLinesIsSaidToBeEmpty() {
    LogReader reader = LogReader.of(List.of());

    for (String blank : List.of("\n\n\n", "\uFEFF", "\uFEFF\r\n")) {
      byte[] bytes = blank.getBytes(StandardCharsets.UTF_8);
      assertEquals(
          "log is empty: there is nothing to count",
          assertThrows(BadInput.class, () -> reader.read(new ByteArrayInputStream(bytes), "log"))
              .getMessage());
    }
  }

  @Test
  void file_thatIsNoneIsAnError(@TempDir Path folder) throws IOException {
    LogReader reader = LogReader.of(List.of());
    Path missing = folder.resolve("missing.csv");
    Path there = folder.resolve("there.csv");
    Files.writeString(there, "case,event,time\n1,a,2024-01-01\n");

    assertEquals(
        missing + ": there is no such file",
        assertThrows(BadInput.class, () -> reader.read(missing)).getMessage());
    assertEquals(
        folder + " is a folder; give one log file",
        assertThrows(BadInput.class, () -> reader.read(folder)).getMessage());
    assertEquals(List.of("a"), journeys(reader.read(there)));
  }

  @Test
  void accessLog_isCutByAddressAndAgentWithNoiseLeftOut() {
    String text =
        line("1.1.1.1", "10:00:00", "GET /catalog?page=2 HTTP/1.1", 200, FIREFOX)
            + line("1.1.1.1", "10:00:01", "GET /css/shop.css HTTP/1.1", 200, FIREFOX)
            + line("1.1.1.1", "10:00:02", "GET /nowhere HTTP/1.1", 404, FIREFOX)
            + line("1.1.1.1", "10:00:03", "HEAD / HTTP/1.1", 200, FIREFOX)
            + line("2.2.2.2", "10:00:04", "GET / HTTP/1.1", 200, "Googlebot/2.1")
            + line("1.1.1.1", "10:01:00", "GET /cart HTTP/1.1", 200, FIREFOX)
            + line("1.1.1.1", "10:01:00", "GET /cart HTTP/1.1", 200, FIREFOX + " other")
            + line("1.1.1.1", "11:00:00", "GET /something/odd/17 HTTP/1.1", 200, FIREFOX);
    ReadLog read = read(text);

    assertEquals(
        List.of("view_item_list > view_cart", "/something/odd/{id}", "view_cart"), journeys(read));
    assertEquals(
        List.of(
            "left out 1 requests for static files, 1 requests that ended in an error (status 400"
                + " and above), 1 requests by HEAD, OPTIONS or TRACE, 1 requests of crawlers"),
        read.leftOut());
  }

  @Test
  void accessLog_withEveryRequestTakesThePathAsItStands() {
    String text =
        line("1.1.1.1", "10:00:00", "GET /css/shop%20x.css?v=1 HTTP/1.1", 200, FIREFOX)
            + line("1.1.1.1", "10:00:00", "HEAD /product/17 HTTP/1.1", 500, FIREFOX)
            + line("1.1.1.1", "10:00:01", "-", 408, FIREFOX)
            + line("1.1.1.1", "10:00:02", "GET /a b HTTP/1.1", 200, FIREFOX);
    ReadLog read = read(text, "--every-request");

    assertEquals(List.of("/css/shop%20x.css > /product/17 > - > /a b"), journeys(read));
    assertEquals(List.of(), read.leftOut());
  }

  @Test
  void accessLog_takesALastFieldThatIsCutShort() {
    String whole = line("1.1.1.1", "10:00:00", "GET /a HTTP/1.1", 200, "Feed \\\"x\\\" reader");
    String cut = whole.substring(0, whole.length() - 2);

    assertEquals(List.of("/a > /a"), journeys(read(whole + cut, "--every-request")));
    assertEquals(
        List.of("/a", "/a"),
        journeys(read(whole + cut.substring(0, cut.length() - 1), "--every-request")));
  }

  @Test
  void accessLog_tellsBadLines() {
    String good = line("1.1.1.1", "10:00:00", "GET /a HTTP/1.1", 200, FIREFOX);

    assertTrue(refused(good + "rubbish\n").startsWith("log, line 2: this is no line of an access"));
    assertTrue(
        refused(good + "\n" + good.replace("May", "Mai")).startsWith("log, line 3: \"17/Mai/2015"));
    assertEquals(
        List.of("left out 1 row with no request, line 2"),
        read(good + "rubbish\n", "--skip-bad-rows").leftOut());
    assertTrue(
        refused(good.replace("/a ", "/a.png "))
            .startsWith("log has no request of a visitor (left out 1 requests for static files)"));
  }

  @Test
  void accessLog_isReadAcrossTheEdgesOfTheWindow() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(line("1.1.1.1", "10:00:00", "GET /" + i % 7 + " HTTP/1.1", 200, FIREFOX));
    }
    assertEquals(20_000, read(text.toString(), "--every-request").touches());
  }

  @Test
  void options_thatDoNotGoTogetherAreRefused() {
    List<List<String>> wrong =
        List.of(
            List.of("--format", "xml"),
            List.of("--format", "combined", "--case", "a"),
            List.of("--format", "csv", "--every-request"),
            List.of("--case", "a", "--every-request"),
            List.of("--case", "a", "--visitor", "b"),
            List.of("--gap", "30"),
            List.of("--gap", "m"),
            List.of("--gap", "0m"),
            List.of("--gap", "-5m"),
            List.of("--gap", "99999999d"),
            List.of("--zone", "Mars/Base"),
            List.of("--time-format", "{"),
            List.of("--case"),
            List.of("--case", "a", "--case", "b"),
            List.of("--frobnicate"));
    for (List<String> options : wrong) {
      assertThrows(BadInput.class, () -> LogReader.of(options), options::toString);
    }
    assertEquals(
        "--gap cuts the touches of visitors: in a table it goes with --visitor",
        refused("case,event,time\n1,a,2024-01-01\n", "--gap", "5m"));
  }

  @Test
  void stream_isNotClosed() {
    AtomicBoolean closed = new AtomicBoolean();
    byte[] bytes = "case,event,time\n1,a,2024-01-01\n".getBytes(StandardCharsets.UTF_8);
    InputStream stream =
        new ByteArrayInputStream(bytes) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    ReadLog read = LogReader.of(List.of()).read(stream, "log");

    assertEquals(1, read.touches());
    assertFalse(closed.get());
  }

  private static List<String> sets(ReadLog read) {
    List<String> sets = new ArrayList<>();
    JourneyLog.Reader reader = read.log().reader(read.meaning());
    while (reader.next()) {
      sets.add(read.log().attributes().get(reader.attributes()));
    }
    return sets;
  }

  private static ReadLog described(String text, String... names) {
    return LogReader.of(List.of())
        .withAttributes(Set.of(names))
        .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "log");
  }

  private static final String DESCRIBED =
      """
      case,event,time,device,plan,my note
      1,late,2024-01-01T10:05:00Z,phone,gold,
      1,early,2024-01-01T10:00:00Z, ,free,"a=b; ""c""\"
      2,only,2024-01-01T10:00:00Z,phone
      3,only,2024-01-01T10:00:00Z,phone,gold,
      """;

  @Test
  void attributes_areTheFirstValuesByTimeThatAreNotBlank() {
    assertEquals(
        List.of(
            "device=phone;my note=a b  \"c\";plan=free", "device=phone", "device=phone;plan=gold"),
        sets(described(DESCRIBED, "device", "plan", "my note")));
  }

  @Test
  void attributes_areReadOnlyWhereTheyAreAskedFor() {
    assertEquals(List.of(""), read(DESCRIBED).log().attributes());
    assertEquals(
        List.of("", "plan=free", "plan=gold"), described(DESCRIBED, "plan").log().attributes());
    ReadLog all =
        LogReader.of(List.of())
            .withAllAttributes()
            .read(new ByteArrayInputStream(DESCRIBED.getBytes(StandardCharsets.UTF_8)), "log");
    assertEquals(sets(described(DESCRIBED, "device", "plan", "my note")), sets(all));
  }

  @Test
  void attributes_withTooManyValuesToChooseFromAreLeftOutAndTold() {
    StringBuilder text = new StringBuilder("case,event,time,number,parity\n");
    for (int i = 0; i < 3000; i++) {
      text.append(i).append(",a,2024-01-01,").append(i).append(',').append(i % 2).append('\n');
    }
    ReadLog all =
        LogReader.of(List.of())
            .withAllAttributes()
            .read(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), "log");

    assertEquals(List.of("", "parity=0", "parity=1"), all.log().attributes());
    assertEquals(
        List.of(
            "columns with more than 1000 values, or too many beside others, are no attributes here:"
                + " number"),
        all.leftOut());
    assertEquals(3001, described(text.toString(), "number").log().attributes().size());
  }

  @Test
  void attributes_togetherTooManyLoseTheWidestColumn() {
    StringBuilder text = new StringBuilder("case,event,time,a,b,c\n");
    for (int i = 0; i < 60_000; i++) {
      text.append(i).append(",x,2024-01-01,").append(i % 900).append(',').append(i / 900);
      text.append(',').append(i % 2).append('\n');
    }
    ReadLog all =
        LogReader.of(List.of())
            .withAllAttributes()
            .read(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), "log");

    assertEquals(1, all.leftOut().size());
    assertTrue(all.leftOut().get(0).endsWith(": a"), all.leftOut().get(0));
    assertEquals("b=0;c=0", sets(all).get(0));
    assertEquals("b=66;c=1", sets(all).get(59_999));
  }

  @Test
  void attributes_thatStandTwiceAreRefused() {
    assertEquals(
        "log: the column \"x\" that the filter asks for is there 2 times; attributes are: x",
        assertThrows(
                BadInput.class, () -> described("case,event,time,x,x\n1,a,2024-01-01,1,2\n", "x"))
            .getMessage());
  }
}
