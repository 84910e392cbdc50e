package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Field;
import io.github.senda.diagram.Diagram.Kind;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Port;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Text;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.metric.DropOff;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * Lays a journey map out by stages: a lane for each stage that has touchpoints, in order from left
 * to right, the entry before the first and the ends below the last. A layered drawing in the manner
 * of Sugiyama, Tagawa and Toda (1981), with the layers given.
 *
 * <p>The order of the cards comes from all transitions, so it does not change with how many of them
 * are shown. The same map and words give an equal drawing. Immutable; safe for any thread.
 */
public final class StageLayout {

  private static final int MARGIN = 24;
  private static final int NAME_SIZE = 13;
  private static final int FIGURE_SIZE = 12;
  private static final int FIGURE_SPACE = 8;
  private static final int LINE_HEIGHT = 16;
  private static final int MOST_NAME_LINES = 3;
  private static final int HEADING = 50;
  private static final int WIDEST_LINE = 10;

  /** What the widest line stands for at least: a handful of journeys is no stream. */
  private static final long LEAST_FULL_WIDTH = 50;

  private static final int WIDEST_TITLE = 1100;
  private static final double ALARMING = 0.25;
  private static final String MAIN = "main";
  private static final String LEAVING = "drop-off";

  private final Labels labels;
  private final Phrases phrases;
  private final Optional<String> title;
  private final Optional<String> source;

  private StageLayout(Labels labels, Optional<String> title, Optional<String> source) {
    this.labels = labels;
    this.phrases = Phrases.of(labels.locale());
    this.title = title;
    this.source = source;
  }

  /** A layout with its words in the language of these labels. */
  public static StageLayout of(Labels labels) {
    return new StageLayout(labels, Optional.empty(), Optional.empty());
  }

  /** The same with a title of one's own, in place of "Customer journeys". */
  public StageLayout titled(String ownTitle) {
    return new StageLayout(labels, Optional.of(ownTitle), source);
  }

  /** The same with a line that says where the journeys are from: a shop's name, a file's name. */
  public StageLayout from(String ownSource) {
    return new StageLayout(labels, title, Optional.of(ownSource));
  }

  /** Draws a map. */
  public Diagram draw(JourneyMap map) {
    return new Drawing(map).diagram();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** One map being drawn; for one thread. */
  private final class Drawing {
    private final JourneyMap map;
    private final JourneyGraph graph;
    private final StableIds ids = new StableIds();
    private final List<Stage> stages;
    private final Map<Touchpoint, Integer> columnOf = new HashMap<>();
    private final Map<Touchpoint, String> shapeIds = new TreeMap<>();
    private final List<Touchpoint> sinks;
    private final long fullWidth;

    Drawing(JourneyMap map) {
      this.map = map;
      this.graph = map.graph();
      Set<Stage> used = new HashSet<>();
      graph.steps().forEach(step -> used.add(map.stages().of(step).orElseThrow()));
      this.stages = map.stages().order().stream().filter(used::contains).toList();
      columnOf.put(Touchpoint.ENTRY, 0);
      graph
          .steps()
          .forEach(
              step -> columnOf.put(step, 1 + stages.indexOf(map.stages().of(step).orElseThrow())));
      Set<Touchpoint> ends = new HashSet<>();
      map.shown().transitions().forEach(transition -> ends.add(transition.to()));
      this.sinks =
          List.of(Touchpoint.ACTIVE, Touchpoint.EXIT).stream().filter(ends::contains).toList();
      this.fullWidth =
          graph.transitions().stream()
              .filter(transition -> !transition.from().equals(transition.to()))
              .mapToLong(Transition::count)
              .reduce(LEAST_FULL_WIDTH, Math::max);
    }

    Diagram diagram() {
      List<Text> titleTexts = titleTexts();
      int lanesTop = titleTexts.get(titleTexts.size() - 1).y() + 20;
      List<Arc> arcs = new ArrayList<>();
      Sheet sheet = sheet(lanesTop + HEADING, arcs);

      if (graph.journeys() > 0) {
        shapeIds.put(Touchpoint.ENTRY, "");
      }
      graph.steps().forEach(step -> shapeIds.put(step, ""));
      sinks.forEach(sink -> shapeIds.put(sink, ""));
      shapeIds.replaceAll((touchpoint, id) -> ids.shape(touchpoint));

      List<Diagram.Lane> lanes = lanes(sheet, lanesTop);
      List<Diagram.Shape> shapes = new ArrayList<>();
      sheet.boxes().forEach((touchpoint, box) -> shapes.add(shape(touchpoint, box, lanes)));
      Diagram.Legend legend = legend(arcs, sheet.columnX(stages.size() + 1), lanesTop);

      List<Box> taken = new ArrayList<>(sheet.boxes().values());
      lanes.forEach(
          lane -> taken.add(new Box(lane.box().x(), lane.box().y(), lane.box().width(), HEADING)));
      taken.add(legend.box());
      List<Diagram.Line> lines = lines(arcs, sheet, new Labelling(taken, arcs));

      int width = Math.max(sheet.right(), legend.box().right());
      for (Text text : titleTexts) {
        width = Math.max(width, text.x() + Lettering.width(text.text(), text.size(), text.bold()));
      }
      int height = Math.max(Math.max(sheet.bottom(), sheet.laneBottom()), legend.box().bottom());
      Box titleBox = new Box(MARGIN, MARGIN, width - MARGIN, lanesTop - MARGIN - 12);
      return new Diagram(
          labels.locale().toLanguageTag(),
          width + MARGIN,
          height + MARGIN,
          Looks.PAGE,
          new Diagram.TitleBlock("title", titleBox, titleTexts),
          lanes,
          shapes,
          lines,
          List.of(
              new Diagram.Layer(MAIN, phrases.say("layer.main")),
              new Diagram.Layer(LEAVING, phrases.say("layer.drop_off"))),
          legend);
    }

    private Sheet sheet(int y, List<Arc> arcs) {
      List<List<Place>> columns = new ArrayList<>();
      for (int column = 0; column <= stages.size(); column++) {
        columns.add(new ArrayList<>());
      }
      Map<Touchpoint, Place> cards = new HashMap<>();
      columnOf.forEach(
          (touchpoint, column) -> {
            if (graph.journeys() > 0) {
              Place card = Place.card(touchpoint, column);
              cards.put(touchpoint, card);
              columns.get(column).add(card);
            }
          });
      List<Arc> all = new ArrayList<>();
      for (Transition transition : graph.transitions()) {
        if (!transition.from().equals(transition.to())) {
          Arc arc = arc(transition, cards);
          all.add(arc);
          arc.places.stream()
              .filter(place -> !place.isCard())
              .forEach(gap -> columns.get(gap.column).add(gap));
        }
      }
      List<List<Place>> ordered = ColumnOrder.of(columns, pieces(columns, all));
      Set<Transition> shown = new HashSet<>(map.shown().transitions());
      all.stream().filter(arc -> shown.contains(arc.transition)).forEach(arcs::add);
      Set<Place> kept = new HashSet<>(cards.values());
      arcs.forEach(arc -> kept.addAll(arc.places));
      ordered.forEach(column -> column.removeIf(place -> !kept.contains(place)));
      return Sheet.of(ordered, arcs, sinks, this::cardHeight, pieces(ordered, arcs), MARGIN, y);
    }

    private Arc arc(Transition transition, Map<Touchpoint, Place> cards) {
      Touchpoint from = transition.from();
      Touchpoint to = transition.to();
      Way way = way(from, to);
      List<Place> places = new ArrayList<>(List.of(cards.get(from)));
      if (way == Way.FORWARD) {
        for (int column = columnOf.get(from) + 1; column < columnOf.get(to); column++) {
          places.add(Place.gap(from, to, column));
        }
      }
      if (cards.containsKey(to)) {
        places.add(cards.get(to));
      }
      return new Arc(transition, way, width(transition.count()), places);
    }

    private Way way(Touchpoint from, Touchpoint to) {
      return switch (to.kind()) {
        case ACTIVE -> Way.OPEN;
        case EXIT -> DropOff.at(from, graph).share().part() > 0 ? Way.DROP_OFF : Way.DONE;
        case ENTRY, STEP -> {
          int steps = columnOf.get(to) - columnOf.get(from);
          yield steps > 0 ? Way.FORWARD : steps < 0 ? Way.BACK : Way.WITHIN;
        }
      };
    }

    /** The one scale: by the root of the count, so that the many rare ways can be told apart. */
    private int width(long count) {
      return 1
          + (int) Math.round((WIDEST_LINE - 1) * Math.sqrt((double) count / fullWidth) * 0.999);
    }

    private Graph<Place, DefaultWeightedEdge> pieces(List<List<Place>> columns, List<Arc> arcs) {
      Graph<Place, DefaultWeightedEdge> pieces =
          new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
      columns.forEach(column -> column.forEach(pieces::addVertex));
      for (Arc arc : arcs) {
        if (arc.way == Way.FORWARD) {
          for (int i = 1; i < arc.places.size(); i++) {
            DefaultWeightedEdge piece = pieces.addEdge(arc.places.get(i - 1), arc.places.get(i));
            pieces.setEdgeWeight(piece, arc.width);
          }
        }
      }
      return pieces;
    }

    private List<Text> titleTexts() {
      List<Text> texts = new ArrayList<>();
      int y = MARGIN + 18;
      String named = title.orElseGet(() -> phrases.say("title"));
      String name = Lettering.wrap(named, WIDEST_TITLE, 1, 20, true).get(0);
      texts.add(new Text(name, MARGIN, y, 20, true, Looks.INK, Anchor.START));
      y += 4;
      List<String> told = new ArrayList<>();
      map.period()
          .ifPresent(
              period ->
                  told.add(
                      phrases.say(
                          "period", phrases.date(period.first()), phrases.date(period.last()))));
      if (graph.journeys() == 0) {
        told.add(phrases.say("nothing"));
      } else {
        told.add(phrases.count("journeys", graph.journeys()));
        told.add(phrases.count("touches", graph.touches()));
        if (graph.active() > 0) {
          told.add(phrases.count("open", graph.active()));
        }
        if (map.sells()) {
          told.add(phrases.say("conversion", ofWhole(map.conversion())));
        }
      }
      List<String> hidden = new ArrayList<>();
      if (map.shown().hidden() > 0) {
        hidden.add(
            phrases.say(
                "hidden",
                phrases.count("arcs", map.shown().hidden()),
                phrases.percent(map.shown().hiddenShare())));
      }
      if (map.merged() > 0) {
        hidden.add(phrases.say("merged", phrases.number(map.merged())));
      }
      source.ifPresent(from -> hidden.add(phrases.say("source", from)));
      for (List<String> sentence : List.of(told, hidden)) {
        if (!sentence.isEmpty()) {
          String words = String.join(" · ", sentence);
          for (String line : Lettering.wrap(words, WIDEST_TITLE, 2, FIGURE_SIZE, false)) {
            y += 18;
            texts.add(new Text(line, MARGIN, y, FIGURE_SIZE, false, Looks.QUIET, Anchor.START));
          }
        }
      }
      return texts;
    }

    /** A rate, or a count of a count where there is too little to judge by. */
    private String ofWhole(Share share) {
      return share.isSmall()
          ? phrases.number(share.part()) + " / " + phrases.number(share.whole())
          : phrases.percent(share.value().orElse(0));
    }

    private List<Diagram.Lane> lanes(Sheet sheet, int y) {
      List<Diagram.Lane> lanes = new ArrayList<>();
      for (int i = 0; i < stages.size(); i++) {
        Stage stage = stages.get(i);
        int width = Sheet.CARD_WIDTH + 2 * Sheet.LANE_PADDING;
        Box box = new Box(sheet.columnX(i + 1), y, width, sheet.laneBottom() - y);
        String label = labels.of(stage);
        String name =
            label.equals(Integer.toString(i + 1))
                ? phrases.say("part", label)
                : (i + 1) + ". " + label;
        int x = box.x() + Sheet.LANE_PADDING;
        List<Text> texts = new ArrayList<>();
        int room = width - 2 * Sheet.LANE_PADDING;
        int size = NAME_SIZE + 1;
        while (size > FIGURE_SIZE && Lettering.width(name, size, true) > room) {
          size--;
        }
        String shorter = Lettering.wrap(name, room, 1, size, true).get(0);
        texts.add(new Text(shorter, x, y + 21, size, true, Looks.INK, Anchor.START));
        long left = 0;
        for (Touchpoint step : graph.steps()) {
          if (columnOf.get(step) == i + 1) {
            left += DropOff.at(step, graph).share().part();
          }
        }
        if (left > 0) {
          String words = phrases.say("leave", phrases.number(left));
          texts.add(new Text(words, x, y + 39, FIGURE_SIZE, false, Looks.ALARM, Anchor.START));
        }
        lanes.add(new Diagram.Lane(ids.lane(stage.key()), name, box, HEADING, texts, Looks.LANE));
      }
      return lanes;
    }

    /** What a touchpoint is called; a log may hold names of which nothing can be seen. */
    private String name(Touchpoint touchpoint) {
      String name = labels.of(touchpoint);
      return name.codePoints().anyMatch(StageLayout::isVisible) ? name : phrases.say("unnamed");
    }

    private List<String> nameLines(Touchpoint touchpoint) {
      int width = touchpoint.isStep() ? Sheet.CARD_WIDTH : Sheet.END_WIDTH;
      return Lettering.wrap(name(touchpoint), width - 22, MOST_NAME_LINES, NAME_SIZE, true);
    }

    private int cardHeight(Touchpoint touchpoint) {
      int lines = nameLines(touchpoint).size() + (dropOffHasItsOwnLine(touchpoint) ? 2 : 1);
      return lines * LINE_HEIGHT + 12;
    }

    private long count(Touchpoint touchpoint) {
      return switch (touchpoint.kind()) {
        case ENTRY -> graph.journeys();
        case EXIT -> graph.ended();
        case ACTIVE -> graph.active();
        case STEP -> graph.touches(touchpoint);
      };
    }

    /** Visits, and how often people went from here to here. */
    private List<String> figures(Touchpoint touchpoint) {
      long loops = graph.count(touchpoint, touchpoint);
      String visits = phrases.number(count(touchpoint));
      return loops == 0 ? List.of(visits) : List.of(visits, "↻ " + phrases.number(loops));
    }

    private Optional<String> dropOff(Touchpoint touchpoint) {
      Share left = DropOff.at(touchpoint, graph).share();
      return touchpoint.isStep() && left.part() > 0
          ? Optional.of("▼ " + phrases.share(left))
          : Optional.empty();
    }

    private boolean dropOffHasItsOwnLine(Touchpoint touchpoint) {
      int width =
          figures(touchpoint).stream()
              .mapToInt(figure -> Lettering.width(figure, FIGURE_SIZE, false) + FIGURE_SPACE)
              .sum();
      int left = dropOff(touchpoint).map(w -> Lettering.width(w, FIGURE_SIZE, true)).orElse(0);
      return left > 0 && width + left > Sheet.CARD_WIDTH - 22;
    }

    private static Kind kind(Touchpoint touchpoint) {
      return switch (touchpoint.kind()) {
        case ENTRY -> Kind.ENTRY;
        case EXIT -> Kind.EXIT;
        case ACTIVE -> Kind.ACTIVE;
        case STEP ->
            touchpoint.equals(Touchpoints.PURCHASE)
                ? Kind.GOAL
                : touchpoint.equals(Touchpoints.OTHERS) ? Kind.OTHERS : Kind.STEP;
      };
    }

    private Diagram.Shape shape(Touchpoint touchpoint, Box box, List<Diagram.Lane> lanes) {
      Kind kind = kind(touchpoint);
      String name = name(touchpoint);
      long count = count(touchpoint);
      int y = box.y() + (box.height() - cardHeight(touchpoint)) / 2 + 6 + 12;
      List<Text> texts = new ArrayList<>();
      for (String line : nameLines(touchpoint)) {
        texts.add(new Text(line, box.x() + 13, y, NAME_SIZE, true, Looks.INK, Anchor.START));
        y += LINE_HEIGHT;
      }
      int x = box.x() + 13;
      for (String figure : figures(touchpoint)) {
        texts.add(new Text(figure, x, y, FIGURE_SIZE, false, Looks.QUIET, Anchor.START));
        x += Lettering.width(figure, FIGURE_SIZE, false) + FIGURE_SPACE;
      }
      if (dropOffHasItsOwnLine(touchpoint)) {
        y += LINE_HEIGHT;
      }
      List<Field> fields = new ArrayList<>();
      fields.add(new Field("touchpoint", touchpoint.name()));
      fields.add(new Field("visits", Long.toString(count)));
      String summary = phrases.say("end", name, phrases.count("journeys", count));
      boolean alarming = false;
      if (touchpoint.isStep()) {
        Share left = DropOff.at(touchpoint, graph).share();
        alarming = !left.isSmall() && left.value().orElse(0) > ALARMING;
        String visits = phrases.count("visits", count);
        String journeys = phrases.count("journeys", graph.journeys(touchpoint));
        summary =
            left.part() == 0
                ? phrases.say("step", name, visits, journeys)
                : phrases.say("stepLeaving", name, visits, journeys, leaving(left));
        String colour = alarming ? Looks.ALARM : Looks.QUIET;
        int right = box.right() - 9;
        Optional<String> words = dropOff(touchpoint);
        if (words.isPresent()) {
          texts.add(new Text(words.get(), right, y, FIGURE_SIZE, alarming, colour, Anchor.END));
        }
        fields.add(new Field("stage", map.stages().of(touchpoint).orElseThrow().key()));
        fields.add(new Field("journeys", Long.toString(graph.journeys(touchpoint))));
        fields.add(
            new Field("share_of_journeys", plain(graph.journeys(touchpoint), graph.journeys())));
        fields.add(new Field("ended_journeys", Long.toString(left.whole())));
        fields.add(new Field("drop_off", Long.toString(left.part())));
        fields.add(new Field("drop_off_share", plain(left.part(), left.whole())));
        fields.add(new Field("self_loops", Long.toString(graph.count(touchpoint, touchpoint))));
      }
      Optional<String> lane =
          touchpoint.isStep()
              ? Optional.of(lanes.get(columnOf.get(touchpoint) - 1).id())
              : Optional.empty();
      return new Diagram.Shape(
          shapeIds.get(touchpoint),
          kind,
          name,
          summary,
          lane,
          box,
          Looks.CARD,
          Looks.edge(alarming),
          Looks.accent(kind),
          texts,
          fields);
    }

    private String leaving(Share left) {
      return left.isSmall()
          ? phrases.number(left.part())
          : phrases.number(left.part()) + " (" + phrases.percent(left.value().orElse(0)) + ")";
    }

    /** A share for other programs: four decimals, a point; empty where there is no whole. */
    private static String plain(long part, long whole) {
      return whole == 0 ? "" : String.format(Locale.ROOT, "%.4f", (double) part / whole);
    }

    private List<Diagram.Line> lines(List<Arc> arcs, Sheet sheet, Labelling labelling) {
      // The heaviest get their words first, and are drawn last.
      List<Arc> heaviestFirst = new ArrayList<>(arcs);
      heaviestFirst.sort(
          Comparator.<Arc>comparingInt(arc -> arc.way == Way.DROP_OFF ? 0 : 1)
              .thenComparing(Comparator.comparingLong(arc -> -arc.transition.count()))
              .thenComparing(arc -> arc.transition.from())
              .thenComparing(arc -> arc.transition.to()));
      Map<Arc, Optional<Diagram.Label>> words = new HashMap<>();
      heaviestFirst.forEach(arc -> words.put(arc, label(arc, labelling)));
      Map<Arc, String> lineIds = new HashMap<>();
      arcs.forEach(arc -> lineIds.put(arc, ids.line(arc.transition.from(), arc.transition.to())));
      List<Diagram.Line> lines = new ArrayList<>();
      for (int i = heaviestFirst.size() - 1; i >= 0; i--) {
        Arc arc = heaviestFirst.get(i);
        lines.add(line(arc, sheet, lineIds.get(arc), words.get(arc)));
      }
      return lines;
    }

    private Optional<Diagram.Label> label(Arc arc, Labelling labelling) {
      if (arc.way == Way.DROP_OFF) {
        Share left = DropOff.at(arc.transition.from(), graph).share();
        String words = phrases.say("leave", phrases.number(left.part()));
        return labelling.place(arc, words, Looks.ALARM, 2);
      }
      if (arc.width < 3) {
        return Optional.empty();
      }
      Share share = shareOfLeaving(arc.transition);
      String count = phrases.number(share.part());
      String words =
          share.isSmall() || arc.way == Way.DONE
              ? count
              : phrases.percent(share.value().orElse(0)) + " (" + count + ")";
      return labelling.place(arc, words, Looks.QUIET, 0);
    }

    /** A transition's part of all that leaves its start. */
    private Share shareOfLeaving(Transition transition) {
      long whole = transition.from().isStep() ? graph.touches(transition.from()) : graph.journeys();
      return new Share(transition.count(), whole);
    }

    private Diagram.Line line(Arc arc, Sheet sheet, String id, Optional<Diagram.Label> label) {
      Transition transition = arc.transition;
      List<Field> fields = new ArrayList<>();
      fields.add(new Field("from", transition.from().name()));
      fields.add(new Field("to", transition.to().name()));
      fields.add(new Field("count", Long.toString(transition.count())));
      Share share = shareOfLeaving(transition);
      fields.add(new Field("share", plain(share.part(), share.whole())));
      String from = name(transition.from());
      String to = name(transition.to());
      String count = phrases.number(transition.count());
      String summary =
          share.isSmall()
              ? phrases.say("way", from, to, count)
              : phrases.say("wayOf", from, to, count, phrases.percent(share.value().orElse(0)));
      if (transition.isBetweenSteps()) {
        double mean = transition.mean().orElseThrow().toNanos() / 1e9;
        fields.add(new Field("mean_s", String.format(Locale.ROOT, "%.3f", mean)));
        var median = transition.durations().quantile(0.5).orElseThrow();
        fields.add(
            new Field("median_s", String.format(Locale.ROOT, "%.3f", median.toNanos() / 1e9)));
        fields.add(new Field("median_error", "6.25 %"));
        summary += phrases.say("wayMedian", phrases.duration(median));
      }
      Box fromBox = sheet.box(transition.from());
      Box toBox = sheet.box(transition.to());
      return new Diagram.Line(
          id,
          arc.way,
          shapeIds.get(transition.from()),
          shapeIds.get(transition.to()),
          port(arc.route.get(0), fromBox),
          port(arc.route.get(arc.route.size() - 1), toBox),
          arc.route,
          Looks.line(arc.way, arc.width),
          summary,
          label,
          arc.way == Way.DROP_OFF ? LEAVING : MAIN,
          fields);
    }

    private Port port(Point point, Box box) {
      return new Port(
          part(point.x() - box.x(), box.width()), part(point.y() - box.y(), box.height()));
    }

    private double part(int part, int whole) {
      return Math.round((double) part / whole * 1e6) / 1e6;
    }

    private Diagram.Legend legend(List<Arc> arcs, int x, int y) {
      Text heading =
          new Text(phrases.say("legend"), x, y + 21, NAME_SIZE + 1, true, Looks.INK, Anchor.START);
      List<Diagram.Legend.Entry> entries = new ArrayList<>();
      int at = y + 42;
      EnumSet<Way> ways = EnumSet.noneOf(Way.class);
      arcs.forEach(arc -> ways.add(arc.way));
      for (Way way : ways) {
        String key = way.name().toLowerCase(Locale.ROOT);
        Stroke stroke = Looks.line(way, 3);
        entries.add(entry("legend-" + key, x, at, stroke, phrases.say("legend." + key)));
        at += 20;
      }
      at += 6;
      if (!arcs.isEmpty()) {
        long previous = 0;
        for (int width : new int[] {2, 4, 7, WIDEST_LINE}) {
          double part = (width - 1.0) / (WIDEST_LINE - 1);
          long count = Math.round(fullWidth * part * part);
          if (count > previous) {
            previous = count;
            Stroke stroke = Looks.line(Way.FORWARD, width);
            String words = phrases.count("legend.width", count);
            entries.add(entry("legend-" + width, x, at, stroke, words));
            at += 20;
          }
        }
      }
      int right =
          entries.stream()
              .map(Diagram.Legend.Entry::text)
              .mapToInt(text -> text.x() + Lettering.width(text.text(), text.size(), false))
              .max()
              .orElse(x + Lettering.width(heading.text(), heading.size(), true));
      return new Diagram.Legend("legend", new Box(x, y, right - x, at - y), heading, entries);
    }

    private Diagram.Legend.Entry entry(String id, int x, int y, Stroke stroke, String words) {
      return new Diagram.Legend.Entry(
          id,
          new Point(x, y),
          new Point(x + 28, y),
          stroke,
          new Text(words, x + 36, y + 4, 11, false, Looks.QUIET, Anchor.START));
    }
  }
}
