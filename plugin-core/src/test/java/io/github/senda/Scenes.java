package io.github.senda;

import io.github.senda.graph.JourneyGraph;
import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Stories for tests, told as a merchant would: {@code Scenes.shop().journey("home", "view_item")}.
 * A scene begins at one fixed instant, has a minute between touches and an hour between journeys.
 */
public final class Scenes {

  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final JourneyBlock.Builder ended = JourneyBlock.builder();
  private final JourneyBlock.Builder open = JourneyBlock.openBuilder();
  private Instant next = START;
  private Duration pause = Duration.ofMinutes(1);

  private Scenes() {}

  /** A shop that nobody has visited yet. */
  public static Scenes shop() {
    return new Scenes();
  }

  /** Ten visitors: seven look, three fill the cart, two begin the checkout, one buys. */
  public static Scenes tenVisitors() {
    return shop()
        .journeys(3, "page_view")
        .journeys(2, "page_view", "search", "view_item")
        .journeys(2, "page_view", "view_item_list", "view_item")
        .journey("page_view", "view_item", "add_to_cart", "view_cart")
        .journey("search", "view_item", "add_to_cart", "view_cart", "begin_checkout")
        .journey(
            "page_view",
            "view_item",
            "add_to_cart",
            "view_cart",
            "begin_checkout",
            "add_shipping_info",
            "add_payment_info",
            "purchase");
  }

  /** One visitor who filled the cart, looked at it three times, and left at the checkout. */
  public static Scenes abandonedCheckout() {
    return shop()
        .journey(
            "view_item", "add_to_cart", "view_cart", "view_cart", "view_cart", "begin_checkout");
  }

  /** Journeys by chance, over names that touch every corner; the same for the same seed. */
  public static Scenes generated(long seed, int journeys, int touchpoints) {
    Random random = new Random(seed);
    Scenes scene = shop();
    for (int i = 0; i < journeys; i++) {
      String[] names = new String[1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 12)];
      for (int t = 0; t < names.length; t++) {
        int number = Math.min(random.nextInt(touchpoints), random.nextInt(touchpoints));
        names[t] = number == 3 ? "EXIT" : number == 4 ? "purchase" : "touchpoint " + number;
      }
      scene.pause = Duration.ofNanos(random.nextInt(4) * (long) random.nextInt(2_000_000) * 1000);
      if (random.nextInt(20) == 0) {
        scene.stillOpen(names);
      } else {
        scene.journey(names);
      }
    }
    return scene;
  }

  /** One journey that has ended. */
  public Scenes journey(String... touchpoints) {
    add(ended, touchpoints);
    return this;
  }

  /** The same journey by several visitors. */
  public Scenes journeys(int visitors, String... touchpoints) {
    for (int i = 0; i < visitors; i++) {
      journey(touchpoints);
    }
    return this;
  }

  /** One visit that is still open. */
  public Scenes stillOpen(String... touchpoints) {
    add(open, touchpoints);
    return this;
  }

  /** From here on, so much time lies between two touches. */
  public Scenes pausing(Duration between) {
    pause = between;
    return this;
  }

  private void add(JourneyBlock.Builder block, String... touchpoints) {
    int[] signs = new int[touchpoints.length];
    long[] micros = new long[touchpoints.length];
    long time = next.getEpochSecond() * 1_000_000 + next.getNano() / 1000;
    for (int i = 0; i < signs.length; i++) {
      signs[i] = numbers.computeIfAbsent(touchpoints[i], name -> numbers.size());
      micros[i] = time + i * (pause.toNanos() / 1000);
    }
    block.add(signs, micros);
    next = next.plus(Duration.ofHours(1));
  }

  /** The scene as a log. */
  public JourneyLog log() {
    List<JourneyBlock> blocks = new ArrayList<>(List.of(ended.build()));
    if (open.journeys() > 0) {
      blocks.add(open.build());
    }
    return JourneyLog.of(blocks, List.copyOf(numbers.keySet()));
  }

  /** What the scene's names mean: themselves. */
  public Meaning meaning() {
    return Meaning.named(List.copyOf(numbers.keySet()));
  }

  /** The scene's graph. */
  public JourneyGraph graph() {
    return JourneyGraph.of(log(), meaning());
  }
}
