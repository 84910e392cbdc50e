package io.github.senda.diagram.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.Scenes;
import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Drawings;
import io.github.senda.graph.GraphFilter;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for every drawing, over journeys made by chance. */
class StageLayoutLawsTest {

  private static final String[][] SHOP = {
    {"page_view", "search", "view_item_list", "newsletter", "error_page", "Página de ofertas"},
    {"view_item", "Guía de tallas", "Una página con un nombre que no cabe en una sola línea"},
    {"add_to_cart", "view_cart", "apply_coupon", "remove_from_cart"},
    {"begin_checkout", "login", "sign_up", "add_shipping_info", "checkout_step"},
    {"add_payment_info", "checkout_error"},
    {"purchase"},
    {"view_order", "contact"}
  };

  /** People who mostly go on, sometimes go back, and leave by chance. */
  private static Scenes shoppers(long seed, int journeys) {
    Random random = new Random(seed);
    Scenes scene = Scenes.shop();
    for (int i = 0; i < journeys; i++) {
      List<String> names = new ArrayList<>();
      int stage = random.nextInt(10) == 0 ? 1 : 0;
      do {
        String[] stageNames = SHOP[stage];
        names.add(stageNames[random.nextInt(1 + random.nextInt(stageNames.length))]);
        int step = random.nextInt(10);
        stage += step < 4 ? 1 : step < 5 ? 2 : step < 7 ? -1 : 0;
        stage = Math.max(0, Math.min(SHOP.length - 1, stage));
      } while (random.nextInt(8) > 0 && names.size() < 40);
      if (random.nextInt(30) == 0) {
        scene.stillOpen(names.toArray(String[]::new));
      } else {
        scene.journey(names.toArray(String[]::new));
      }
    }
    return scene;
  }

  private record Drawn(String seed, Diagram diagram) {}

  private static final List<Drawn> DRAWINGS = drawings();

  private static List<Drawn> drawings() {
    List<Drawn> drawings = new ArrayList<>();
    for (long seed = 1; seed <= 16; seed++) {
      boolean shop = seed % 2 == 0;
      Scenes scene =
          shop
              ? shoppers(seed, 30 + (int) seed * 20)
              : Scenes.generated(seed, 20 + (int) seed * 6, 4 + (int) seed * 2);
      for (double share : new double[] {0, 0.7, 1}) {
        JourneyMap map = JourneyMap.of(scene.log(), scene.meaning(), new GraphFilter(share));
        Diagram diagram = StageLayout.of(Labels.of(Drawings.SPANISH)).draw(map);
        drawings.add(new Drawn("seed " + seed + ", share " + share + ": ", diagram));
      }
    }
    return List.copyOf(drawings);
  }

  private static void overManyDrawings(BiConsumer<Diagram, String> law) {
    DRAWINGS.forEach(drawn -> law.accept(drawn.diagram, drawn.seed));
  }

  @Test
  void shapes_neverOverlapAndLieInTheirLanes() {
    overManyDrawings(
        (diagram, seed) -> {
          Box page = new Box(0, 0, diagram.width(), diagram.height());
          Map<String, Diagram.Lane> lanes = diagram.lanesById();
          List<Diagram.Shape> shapes = diagram.shapes();
          for (int i = 0; i < shapes.size(); i++) {
            Diagram.Shape shape = shapes.get(i);
            assertTrue(page.contains(shape.box()), seed + shape.name());
            shape
                .lane()
                .ifPresent(
                    lane ->
                        assertTrue(
                            lanes.get(lane).box().contains(shape.box()), seed + shape.name()));
            for (Diagram.Shape other : shapes.subList(0, i)) {
              assertFalse(
                  shape.box().overlaps(other.box()), seed + shape.name() + ", " + other.name());
            }
          }
          for (Diagram.Lane lane : diagram.lanes()) {
            for (Diagram.Lane other : diagram.lanes()) {
              assertFalse(
                  !lane.equals(other) && lane.box().overlaps(other.box()), seed + lane.name());
            }
          }
        });
  }

  @Test
  void lines_touchTheShapesAtTheirEndsAndNoOthers() {
    overManyDrawings(
        (diagram, seed) -> {
          Map<String, Diagram.Shape> shapes = new HashMap<>();
          diagram.shapes().forEach(shape -> shapes.put(shape.id(), shape));
          for (Diagram.Line line : diagram.lines()) {
            String what = seed + line.summary();
            List<Point> route = line.route();
            assertEquals(route.get(0), place(shapes.get(line.from()).box(), line.exit()), what);
            assertEquals(
                route.get(route.size() - 1),
                place(shapes.get(line.to()).box(), line.entry()),
                what);
            for (int i = 1; i < route.size(); i++) {
              Box piece = between(route.get(i - 1), route.get(i));
              for (Diagram.Shape shape : diagram.shapes()) {
                Box inner =
                    new Box(
                        shape.box().x() + 1,
                        shape.box().y() + 1,
                        shape.box().width() - 2,
                        shape.box().height() - 2);
                assertFalse(piece.overlaps(inner), what + " through " + shape.name());
              }
            }
          }
        });
  }

  private static Point place(Box box, Diagram.Port port) {
    return new Point(
        (int) Math.round(box.x() + port.x() * box.width()),
        (int) Math.round(box.y() + port.y() * box.height()));
  }

  private static Box between(Point one, Point other) {
    return new Box(
        Math.min(one.x(), other.x()),
        Math.min(one.y(), other.y()),
        Math.abs(one.x() - other.x()) + 1,
        Math.abs(one.y() - other.y()) + 1);
  }

  @Test
  void linesOfOneShape_leaveAndArriveAtPortsOfTheirOwn() {
    overManyDrawings(
        (diagram, seed) -> {
          Set<String> ports = new HashSet<>();
          for (Diagram.Line line : diagram.lines()) {
            boolean shared =
                Set.of(Diagram.Way.DROP_OFF, Diagram.Way.DONE, Diagram.Way.OPEN)
                    .contains(line.way());
            assertTrue(ports.add(line.from() + line.exit()), seed + line.summary());
            assertTrue(shared || ports.add(line.to() + line.entry()), seed + line.summary());
          }
        });
  }

  @Test
  void labels_coverNoShapeAndNoOtherLabel() {
    overManyDrawings(
        (diagram, seed) -> {
          List<Box> taken = new ArrayList<>();
          diagram.shapes().forEach(shape -> taken.add(shape.box()));
          taken.add(diagram.legend().box());
          for (Diagram.Lane lane : diagram.lanes()) {
            Box box = lane.box();
            taken.add(new Box(box.x(), box.y(), box.width(), lane.heading()));
          }
          for (Diagram.Line line : diagram.lines()) {
            if (line.label().isPresent()) {
              Box box = line.label().get().box();
              assertTrue(taken.stream().noneMatch(box::overlaps), seed + line.summary());
              taken.add(box);
            }
          }
        });
  }

  /** Up to as many lines as there is room for; what is beyond stands closer. */
  @Test
  void uprightPieces_neverLieOnOneAnotherUnlessTheyGoTheSameWayOut() {
    overManyDrawings(
        (diagram, seed) -> {
          if (diagram.lines().size() > Math.max(110, 5 * diagram.shapes().size())) {
            return;
          }
          List<Map.Entry<Diagram.Line, Box>> upright = new ArrayList<>();
          for (Diagram.Line line : diagram.lines()) {
            for (int i = 1; i < line.route().size(); i++) {
              Point from = line.route().get(i - 1);
              Point to = line.route().get(i);
              if (from.x() == to.x() && !from.equals(to)) {
                upright.add(Map.entry(line, between(from, to)));
              }
            }
          }
          for (int i = 0; i < upright.size(); i++) {
            for (Map.Entry<Diagram.Line, Box> other : upright.subList(0, i)) {
              Diagram.Line line = upright.get(i).getKey();
              boolean sameWayOut =
                  line.way() == other.getKey().way() && line.to().equals(other.getKey().to());
              assertTrue(
                  sameWayOut || !upright.get(i).getValue().overlaps(other.getValue()),
                  seed + line.summary() + ", " + other.getKey().summary());
            }
          }
        });
  }

  /** The lane of each shape by its number; that of the ends is after the last. */
  private static Map<String, Integer> columns(Diagram diagram) {
    List<String> lanes = diagram.lanes().stream().map(Diagram.Lane::id).toList();
    Map<String, Integer> columns = new HashMap<>();
    for (Diagram.Shape shape : diagram.shapes()) {
      columns.put(shape.id(), shape.lane().map(lanes::indexOf).orElse(lanes.size()));
    }
    return columns;
  }

  @Test
  void linesOneStageBack_crossTheCorridorAsOthersDo() {
    overManyDrawings(
        (diagram, seed) -> {
          Map<String, Integer> columns = columns(diagram);
          for (Diagram.Line line : diagram.lines()) {
            int span = columns.get(line.from()) - columns.get(line.to());
            if (line.way() == Diagram.Way.BACK && span == 1) {
              assertTrue(line.route().size() <= 4, seed + line.summary());
              assertEquals(0, line.exit().x(), seed + line.summary());
              assertEquals(1, line.entry().x(), seed + line.summary());
            }
          }
        });
  }

  @Test
  void backwardLines_runAboveOrBelowAllCards() {
    overManyDrawings(
        (diagram, seed) -> {
          List<Box> cards =
              diagram.shapes().stream()
                  .filter(shape -> shape.lane().isPresent())
                  .map(Diagram.Shape::box)
                  .toList();
          int top = cards.stream().mapToInt(Box::y).min().orElse(0);
          int bottom = cards.stream().mapToInt(Box::bottom).max().orElse(0);
          Map<String, Integer> columns = columns(diagram);
          for (Diagram.Line line : diagram.lines()) {
            int span = columns.get(line.from()) - columns.get(line.to());
            if (line.way() == Diagram.Way.BACK && span > 1) {
              int y = line.route().get(2).y();
              assertTrue(y < top || y > bottom, seed + line.summary());
            }
          }
        });
  }

  @Test
  void dropOffs_leaveAboveOrBelowAllCards() {
    overManyDrawings(
        (diagram, seed) -> {
          int top = Integer.MAX_VALUE;
          int bottom = 0;
          for (Diagram.Shape shape : diagram.shapes()) {
            if (shape.lane().isPresent()) {
              top = Math.min(top, shape.box().y());
              bottom = Math.max(bottom, shape.box().bottom());
            }
          }
          for (Diagram.Line line : diagram.lines()) {
            if (line.way() == Diagram.Way.DROP_OFF) {
              int y = line.route().get(3).y();
              assertTrue(y < top || y > bottom, seed + line.summary());
            }
          }
        });
  }

  @Test
  void legend_standsOnNothing() {
    overManyDrawings(
        (diagram, seed) -> {
          Box legend = diagram.legend().box();
          assertTrue(new Box(0, 0, diagram.width(), diagram.height()).contains(legend), seed);
          assertFalse(legend.overlaps(diagram.title().box()), seed + "the title");
          diagram.lanes().forEach(lane -> assertFalse(legend.overlaps(lane.box()), seed + lane));
          diagram.shapes().forEach(each -> assertFalse(legend.overlaps(each.box()), seed + each));
          for (Diagram.Line line : diagram.lines()) {
            for (int i = 1; i < line.route().size(); i++) {
              Box piece = between(line.route().get(i - 1), line.route().get(i));
              assertFalse(legend.overlaps(piece), seed + line.summary());
            }
          }
        });
  }

  @Test
  void dashesOfLinesThatRunTogether_fallTogether() {
    overManyDrawings(
        (diagram, seed) -> {
          for (Diagram.Line line : diagram.lines()) {
            if (line.way() == Diagram.Way.DROP_OFF) {
              List<Point> route = line.route();
              int length = 0;
              for (int i = 1; i <= 3; i++) {
                length +=
                    Math.abs(route.get(i).x() - route.get(i - 1).x())
                        + Math.abs(route.get(i).y() - route.get(i - 1).y());
              }
              // Whichever way a line has come to where it runs with others to the right.
              assertEquals(2, Math.floorMod(length - route.get(3).x(), 10), seed + line.summary());
            }
          }
        });
  }

  @Test
  void drawing_isTheSameEachTimeAndShowsJustWhatTheMapShows() {
    for (long seed = 1; seed <= 6; seed++) {
      Scenes scene = shoppers(seed, 200);
      JourneyMap map = JourneyMap.of(scene.log(), scene.meaning(), new GraphFilter(0.6));
      StageLayout layout = StageLayout.of(Labels.of(Drawings.SPANISH));

      Diagram diagram = layout.draw(map);

      assertEquals(diagram, layout.draw(map), "seed " + seed);
      long drawn =
          map.shown().transitions().stream()
              .filter(transition -> !transition.from().equals(transition.to()))
              .count();
      assertEquals(drawn, diagram.lines().size(), "seed " + seed);
    }
  }

  @Test
  void cards_stayWhereTheyAreHoweverMuchIsShown() {
    for (long seed = 1; seed <= 6; seed++) {
      Scenes scene = shoppers(seed, 300);
      Map<String, Box> all = places(draw(scene, 1, List.of()));

      for (double share : new double[] {0, 0.5, 0.8, 0.95}) {
        Map<String, Box> some = places(draw(scene, share, List.of()));

        assertEquals(part(all, some), some, "seed " + seed + ", share " + share);
      }
    }
  }

  @Test
  void cardsOfAPart_standWhereTheyStandInTheWhole() {
    for (long seed = 1; seed <= 6; seed++) {
      JourneyMap whole = map(shoppers(seed, 300), 0.8);
      Map<String, Box> all = places(layout().draw(whole));
      // The first of the same journeys, as another period or a filter would have them.
      for (int journeys : new int[] {3, 40, 200}) {
        JourneyMap part = map(shoppers(seed, journeys), 0.9);
        Map<String, Box> some = places(layout().keepingPlacesOf(List.of(whole)).draw(part));

        assertEquals(part(all, some), some, "seed " + seed + ", journeys " + journeys);
      }
    }
  }

  @Test
  void pages_haveEveryCardInTheSamePlaceAndOneScale() {
    for (long seed = 1; seed <= 6; seed++) {
      List<StageLayout.Selection> selections =
          List.of(
              new StageLayout.Selection("one", Optional.empty(), map(shoppers(seed, 60), 0.9)),
              new StageLayout.Selection(
                  "two", Optional.of("channel=ads"), map(shoppers(seed + 50, 240), 0.9)));

      List<Diagram> pages = layout().drawPages(selections);

      Map<String, Box> places = new HashMap<>();
      for (Diagram page : pages) {
        places(page)
            .forEach(
                (id, box) -> {
                  Box before = places.putIfAbsent(id, box);
                  assertTrue(before == null || before.equals(box), id + " is elsewhere");
                });
      }
      assertEquals(pages.get(0).lanes().size(), pages.get(1).lanes().size(), "seed " + seed);
      assertEquals(scale(pages.get(0)), scale(pages.get(1)), "seed " + seed);
      assertEquals("Recorridos de los clientes · two", pages.get(1).title().name());
      assertTrue(pages.get(1).title().texts().get(2).text().startsWith("Filtro: channel=ads"));
    }
  }

  private static List<String> scale(Diagram diagram) {
    return diagram.legend().entries().stream()
        .filter(entry -> entry.id().matches("legend-\\d+"))
        .map(entry -> entry.text().text())
        .toList();
  }

  private static StageLayout layout() {
    return StageLayout.of(Labels.of(Drawings.SPANISH));
  }

  private static JourneyMap map(Scenes scene, double share) {
    return JourneyMap.of(scene.log(), scene.meaning(), new GraphFilter(share));
  }

  private static Diagram draw(Scenes scene, double share, List<JourneyMap> kept) {
    return layout().keepingPlacesOf(kept).draw(map(scene, share));
  }

  private static Map<String, Box> places(Diagram diagram) {
    Map<String, Box> places = new HashMap<>();
    diagram.shapes().forEach(shape -> places.put(shape.id(), shape.box()));
    return places;
  }

  private static Map<String, Box> part(Map<String, Box> all, Map<String, Box> some) {
    Map<String, Box> part = new HashMap<>(all);
    part.keySet().retainAll(some.keySet());
    return part;
  }

  @Test
  void ids_dependOnNamesAlone() {
    Set<String> few = new HashSet<>();
    Drawings.of(shoppers(3, 100)).shapes().forEach(shape -> few.add(shape.name() + shape.id()));
    Set<String> many = new HashSet<>();
    Drawings.of(shoppers(4, 900)).shapes().forEach(shape -> many.add(shape.name() + shape.id()));

    many.retainAll(few);

    assertEquals(few, many);
  }
}
