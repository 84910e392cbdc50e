package io.github.senda.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A made-up shop's clickstream as a table: the columns of a usual export, many visitors at once, so
 * that the rows of a session lie apart as in a real log. The same seed gives the same bytes.
 */
final class Clickstream {

  private static final String[] EVENTS = {
    "home",
    "catalog",
    "search",
    "filter_results",
    "product_view",
    "reviews",
    "add_to_cart",
    "cart",
    "coupon",
    "login",
    "shipping_details",
    "payment_details",
    "payment_error",
    "purchase",
    "support",
    "order_list",
    "wishlist",
    "newsletter",
    "promo_page"
  };
  private static final String[] PLATFORMS = {"desktop", "mobile", "tablet", "app"};
  private static final String[] CHANNELS = {"organic", "ads", "email", "social", "direct"};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int AT_ONCE = 400;

  private record Touch(long second, int session, String row) {}

  private Clickstream() {}

  /** Writes so many rows under a header. */
  static void write(Path file, int rows, long seed, boolean sessionAfterSession)
      throws IOException {
    Random random = new Random(seed);
    Comparator<Touch> byTime = Comparator.comparingLong(Touch::second);
    PriorityQueue<Touch> next =
        new PriorityQueue<>(byTime.thenComparingInt(Touch::session).thenComparing(Touch::row));
    long clock = LocalDateTime.of(2024, 1, 4, 0, 0).toEpochSecond(ZoneOffset.UTC);
    int session = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(
          "user_id,session_id,event,timestamp,platform,acquisition_channel,user_cohort,"
              + "user_lifecycle\n");
      int written = 0;
      while (written < rows) {
        if (sessionAfterSession) {
          for (Touch touch : session(random, clock, session++)) {
            if (written++ < rows) {
              out.write(touch.row());
            }
          }
          clock += random.nextInt(30);
        } else {
          while (next.size() < AT_ONCE * 8) {
            next.addAll(session(random, clock + random.nextInt(600), session++));
            clock += 3;
          }
          out.write(next.remove().row());
          written++;
        }
      }
    }
  }

  /** One session, as a walk that leans forward through the shop. */
  private static Deque<Touch> session(Random random, long start, int session) {
    Deque<Touch> touches = new ArrayDeque<>();
    String tail =
        ","
            + PLATFORMS[random.nextInt(PLATFORMS.length)]
            + ","
            + CHANNELS[random.nextInt(CHANNELS.length)]
            + ",2024-0"
            + (1 + random.nextInt(6))
            + ","
            + (random.nextBoolean() ? "returning" : "new")
            + "\n";
    int user = random.nextInt(60_000);
    int at = random.nextInt(3);
    long second = start;
    int length = 1 + (int) Math.min(60, -8 * Math.log(1 - random.nextDouble()));
    for (int i = 0; i < length; i++) {
      String row =
          String.format(Locale.ROOT, "user_%05d,sess_%07d,", user, session)
              + EVENTS[at]
              + ","
              + TIME.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC))
              + tail;
      touches.add(new Touch(second, session, row));
      at = Math.floorMod(at + (int) Math.round(random.nextGaussian() * 2 + 0.3), EVENTS.length);
      second += 1 + (long) (-90 * Math.log(1 - random.nextDouble()));
    }
    return touches;
  }
}
