package io.github.senda.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.map.View;
import io.github.senda.storefront.panel.PanelAccess;
import io.github.senda.storefront.panel.PanelServlet;
import io.github.senda.storefront.panel.PanelSource;
import io.github.senda.storefront.panel.PanelStatus;
import io.github.senda.touch.Stages;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * How long a merchant waits for the panel's pages: a Tomcat on 127.0.0.1 with a panel over a
 * made-up shop's ninety days ({@link BigLog}), asked over HTTP as the pages ask. What is asked for
 * is told by its name; of what is asked for several times, each time about something never asked
 * before, the middle one is told.
 *
 * <p>Arguments: how many touches (1,000,000), and a folder for what Tomcat writes.
 */
final class PanelTiming {

  private static final int BLOCK = 4096;
  private static final int TURNS = 5;
  private static final int LAST_TURNS = 3;
  private static final int SEVERAL = 13;
  private static final String TOKEN = "the token of a benchmark";
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  private PanelTiming(String address) {
    this.address = address;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, LifecycleException {
    int touches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path folder =
        arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("senda-panel");
    TOMCAT.setLevel(Level.WARNING);
    Shop shop = new Shop(touches);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", folder.toString());
    PanelAccess access =
        PanelAccess.of(Optional.of(TOKEN), Optional.empty(), Optional.empty(), Clock.systemUTC());
    Tomcat.addServlet(context, "panel", new PanelServlet(shop, access));
    context.addServletMappingDecoded("/senda/*", "panel");
    tomcat.start();
    System.out.printf(
        Locale.ROOT,
        "%,d touches in %d blocks, heap of %d MB at most, load %.1f%n",
        touches,
        shop.blocks.size(),
        Runtime.getRuntime().maxMemory() >> 20,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    System.out.println("| Asked for | ms | ms of processors | MB allocated |");
    System.out.println("| --- | --- | --- | --- |");
    new PanelTiming("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/senda/")
        .askAll(shop);
    tomcat.stop();
    tomcat.destroy();
    System.exit(0);
  }

  private void askAll(Shop shop) throws IOException, InterruptedException {
    tell("the first map, all of it new", "map");
    tell("the same for some days", "map", days(3, 60));
    tell("its picture", "map.svg", days(3, 60));
    tell("its ways", "ways", days(3, 60));
    tell("how many journeys what it hides touches", "hidden", days(3, 60) + "&share=30");
    tell("days never asked for", "map", several(5, ""));
    tell(
        "another share of days known",
        "map",
        days(5, 50) + "&share=50",
        days(5, 50) + "&share=80",
        days(5, 50) + "&share=20");
    tell("days never asked for, by stage", "map", several(6, "&zoom=stage"));
    tell(
        "days never asked for, one device",
        "map",
        days(7, 50) + "&filter=device%3Dd1",
        days(13, 70) + "&filter=device%3Dd1",
        days(22, 80) + "&filter=device%3Dd1");
    tell("the ways of days never asked for", "ways", days(5, 51), days(11, 71), days(20, 81));
    tell("what stands beside the map", "aside", days(4, 66), days(8, 69));
    tell("paths", "paths", days(4, 67), days(8, 63), days(14, 68));
    tell("paths once more", "paths", days(14, 68));
    tell("leaks", "leaks", days(4, 61), days(8, 62), days(14, 65));
    tell("leaks once more", "leaks", days(14, 65));
    for (int i = 0; i < TURNS; i++) {
      shop.goOn();
      tell(i == TURNS - 1 ? "the map after one more block" : "", "map");
    }
    for (int i = 0; i < LAST_TURNS; i++) {
      shop.goOn();
      tell(i == LAST_TURNS - 1 ? "leaks after one more block" : "", "leaks");
      tell(i == LAST_TURNS - 1 ? "paths after one more block" : "", "paths");
    }
  }

  /** The same of several spans of days. */
  private static String[] several(int first, String more) {
    String[] queries = new String[SEVERAL];
    Arrays.setAll(queries, i -> days(first + i, 50 + 3 * i) + more);
    return queries;
  }

  private static String days(int first, int last) {
    LocalDate start = LocalDate.ofInstant(BigLog.START, ZoneOffset.UTC);
    return "from=" + start.plusDays(first) + "&to=" + start.plusDays(last);
  }

  /** Asks, and tells the middle of how long it took; without a name it tells nothing. */
  private void tell(String name, String what, String... queries)
      throws IOException, InterruptedException {
    String[] asked = queries.length == 0 ? new String[] {""} : queries;
    double[][] took = new double[3][asked.length];
    for (int i = 0; i < asked.length; i++) {
      double processor = processor();
      double bytes = bytes();
      long begin = System.nanoTime();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "api/" + what + "?" + asked[i]))
                  .header("Authorization", "Bearer " + TOKEN)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      took[0][i] = (System.nanoTime() - begin) / 1e6;
      took[1][i] = (processor() - processor) / 1e6;
      took[2][i] = (bytes() - bytes) / (1 << 20);
      if (answer.statusCode() == 404) {
        return;
      }
      if (answer.statusCode() != 200) {
        throw new IOException(what + "?" + asked[i] + ": " + answer.statusCode());
      }
    }
    if (!name.isEmpty()) {
      for (double[] each : took) {
        Arrays.sort(each);
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.0f | %.1f |%n",
          name,
          took[0][asked.length / 2],
          took[1][asked.length / 2],
          took[2][asked.length / 2]);
    }
  }

  private static double processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double bytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  /** A shop that has its blocks in memory, and one more whenever it is told to go on. */
  private static final class Shop implements PanelSource {
    private final List<JourneyBlock> blocks = new ArrayList<>();
    private final List<JourneyBlock> waiting = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>(List.of(""));
    private final Meaning meaning;
    private volatile long version;
    private volatile Clock clock = Clock.systemUTC();

    Shop(long touches) {
      JourneyBlock.Builder[] block = {JourneyBlock.builder()};
      BigLog.write(
          touches,
          (visitor, channel, device, touchpoints, micros, length) -> {
            block[0].add(touchpoints, micros, 0, length, 1 + channel * BigLog.DEVICES + device);
            block[0].by(visitor * 0x9e3779b97f4a7c15L);
            if (block[0].journeys() == BLOCK) {
              blocks.add(block[0].build());
              block[0] = JourneyBlock.builder();
            }
          });
      blocks.add(block[0].build());
      while (waiting.size() < TURNS + LAST_TURNS) {
        waiting.add(blocks.remove(blocks.size() - 1));
      }
      Stages.shop().members().keySet().stream()
          .map(touchpoint -> touchpoint.name())
          .filter(name -> !name.equals("purchase"))
          .sorted()
          .limit(BigLog.TOUCHPOINTS - 1)
          .forEach(names::add);
      while (names.size() < BigLog.TOUCHPOINTS - 1) {
        names.add("page " + names.size());
      }
      names.add(BigLog.PURCHASE, "purchase");
      for (int channel : BigLog.CHANNELS) {
        for (int device = 0; device < BigLog.DEVICES; device++) {
          attributes.add("channel=c" + channel + ";device=d" + device);
        }
      }
      meaning = Meaning.named(names);
    }

    void goOn() {
      blocks.add(waiting.remove(waiting.size() - 1));
      version++;
      // Whatever was asked before may be asked again.
      clock = Clock.offset(clock, Duration.ofMinutes(10));
    }

    @Override
    public long version() {
      return version;
    }

    @Override
    public JourneyLog log() {
      return new JourneyLog(blocks, names, attributes, Optional.empty(), Optional.empty());
    }

    @Override
    public Meaning meaning(JourneyLog log) {
      return meaning;
    }

    @Override
    public PanelStatus status() {
      return new PanelStatus(false, "made up", Map.of(), List.of(), Optional.empty());
    }

    @Override
    public View view() {
      return View.ALL.fewest(10);
    }

    @Override
    public boolean hasBackup() {
      return false;
    }

    @Override
    public void backup(OutputStream out) {
      throw new UnsupportedOperationException("nothing is stored");
    }

    @Override
    public ZoneId zone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock clock() {
      return clock;
    }
  }
}
