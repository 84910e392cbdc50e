package io.github.senda.diagram;

import io.github.senda.Scenes;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.graph.GraphFilter;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scenes as drawings. */
public final class Drawings {

  public static final Locale SPANISH = Locale.forLanguageTag("es");

  private Drawings() {}

  /** All of a scene, in Spanish. */
  public static Diagram of(Scenes scene) {
    return StageLayout.of(Labels.of(SPANISH)).draw(map(scene));
  }

  /** The map of a scene with nothing hidden. */
  public static JourneyMap map(Scenes scene) {
    return JourneyMap.of(scene.log(), scene.meaning(), GraphFilter.ALL);
  }

  /** A drawing with more lines of its own kind, until there are so many. */
  public static Diagram withLines(Diagram diagram, int count) {
    List<Diagram.Line> lines = new ArrayList<>(diagram.lines());
    for (int i = 0; lines.size() < count; i++) {
      Diagram.Line line = diagram.lines().get(i % diagram.lines().size());
      lines.add(
          new Diagram.Line(
              "more-" + i,
              line.way(),
              line.from(),
              line.to(),
              line.exit(),
              line.entry(),
              line.route(),
              line.stroke(),
              line.summary(),
              line.label(),
              line.layer(),
              line.fields()));
    }
    return new Diagram(
        diagram.language(),
        diagram.width(),
        diagram.height(),
        diagram.background(),
        diagram.title(),
        diagram.lanes(),
        diagram.shapes(),
        lines,
        diagram.layers(),
        diagram.legend());
  }

  /** A small shop in which most of what can happen does: back, beside, over and out. */
  public static Scenes shop() {
    return Scenes.shop()
        .pausing(Duration.ofSeconds(40))
        .journeys(60, "page_view")
        .journeys(40, "page_view", "search", "search", "view_item")
        .journeys(90, "page_view", "view_item_list", "view_item", "view_item_list", "view_item")
        .journeys(45, "view_item", "add_to_cart", "view_cart")
        .journeys(12, "view_item", "add_to_cart", "view_cart", "view_item", "page_view")
        .journeys(30, "search", "view_item", "add_to_cart", "view_cart", "begin_checkout")
        .journeys(
            9, "view_item", "add_to_cart", "begin_checkout", "view_cart", "begin_checkout", "login")
        .journeys(
            25,
            "page_view",
            "view_item",
            "add_to_cart",
            "begin_checkout",
            "login",
            "add_payment_info",
            "checkout_error",
            "add_payment_info",
            "purchase")
        .journeys(14, "view_item", "add_to_cart", "begin_checkout", "add_payment_info", "purchase")
        .journeys(3, "page_view", "contact")
        .stillOpen("page_view", "view_item")
        .stillOpen("view_item", "add_to_cart");
  }

  /** Names that somebody would choose who means harm, or who did not think. */
  public static List<String> hostileNames() {
    return List.of(
        "<script>alert('1')</script>",
        "\"quoted\" & 'quoted' </svg>]]>",
        "{{=@Secret}} and {{{=again}}}",
        "=HYPERLINK(\"x\")",
        "a\nline\r\nbreak\tand tab",
        "nul\u0000 bell\u0007 escape\u001b delete\u007f",
        "high \ud83d alone",
        "low \ude00 alone",
        "\udc00\udc00",
        "\ud800",
        "\ufffe\uffff",
        "emoji \ud83d\uded2 cart",
        "\u05e9\u05dc\u05d5\u05dd \u202eturned",
        "\u0645\u062a\u062c\u0631",
        "long " + "word".repeat(250),
        "Checkout",
        "checkout",
        "end",
        "EXIT",
        "ENTRY",
        "ACTIVE",
        "title",
        "legend",
        "main",
        "0",
        "%label% ${x} %s {0}",
        " ",
        "\u0001");
  }

  /** Journeys among hostile names, each of which is met. */
  public static Scenes hostile() {
    Scenes scene = Scenes.shop();
    String[] names = hostileNames().toArray(String[]::new);
    for (int i = 0; i < names.length; i++) {
      scene.journeys(3, names[i], names[(i * 7 + 3) % names.length], names[(i + 1) % names.length]);
    }
    return scene.journey(names).stillOpen(names[0]);
  }
}
