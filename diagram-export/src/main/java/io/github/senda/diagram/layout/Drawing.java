package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Field;
import io.github.senda.diagram.Diagram.Kind;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Port;
import io.github.senda.diagram.Diagram.Text;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.map.JourneyMap;
import io.github.senda.metric.Confidence;
import io.github.senda.metric.Share;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One map being drawn; for one thread. */
final class Drawing {

  private static final int HEADING = 50;
  private static final int HEADING_SIZE = 14;
  private static final String MAIN = "main";
  private static final String LEAVING = "drop-off";

  private final Telling telling;
  private final Phrases phrases;
  private final JourneyMap map;
  private final JourneyGraph graph;
  private final CardWords words;
  private final Union union;
  private final Widths widths;
  private final GroundPlan plan;
  private final StableIds ids = new StableIds();
  private final Map<Touchpoint, String> shapeIds = new TreeMap<>();
  private final Map<Arc, Transition> transitions = new HashMap<>();
  private final Optional<Stage> stage;
  private final Pauses pauses;

  Drawing(Telling telling, JourneyMap map) {
    this(telling, map, Optional.empty());
  }

  /**
   * @param stage the stage that alone is drawn, with what leads there and on; empty for all
   */
  Drawing(Telling telling, JourneyMap map, Optional<Stage> stage) {
    this.stage = stage;
    this.pauses = Pauses.of(map.graph());
    this.telling = telling;
    this.phrases = telling.phrases();
    this.map = map;
    this.graph = map.graph();
    this.words = new CardWords(telling);
    List<JourneyMap> all = new ArrayList<>(telling.kept());
    all.add(map);
    this.union = Union.of(all);
    this.widths = new Widths(telling.full().orElse(most(map)));
    // Places come from the union alone, and so does how wide its lines are taken to be.
    long most = 1;
    for (JourneyMap each : all) {
      most = Math.max(most, most(each));
    }
    this.plan =
        GroundPlan.of(
            union, words, new Widths(most), TitleWords.MARGIN, LegendWords.BOTTOM + HEADING);
  }

  /** How often the most frequent transition between different touchpoints happened. */
  static long most(JourneyMap map) {
    long most = 1;
    for (Transition transition : map.graph().transitions()) {
      if (!transition.from().equals(transition.to())) {
        most = Math.max(most, transition.count());
      }
    }
    return most;
  }

  Diagram diagram() {
    List<Arc> arcs = arcs();
    Routes.find(plan, arcs);
    Set<Touchpoint> there = new HashSet<>(graph.steps());
    if (stage.isPresent()) {
      there.removeIf(step -> !isDrawn(step));
    }
    if (graph.journeys() > 0 && stage.isEmpty()) {
      there.add(Touchpoint.ENTRY);
    }
    for (Arc arc : arcs) {
      there.add(arc.from);
      there.add(arc.to);
    }
    for (Touchpoint touchpoint : new TreeSet<>(there)) {
      shapeIds.put(touchpoint, ids.shape(touchpoint));
    }

    List<Diagram.Lane> lanes = lanes();
    List<Diagram.Shape> shapes = new ArrayList<>();
    List<Box> taken = new ArrayList<>();
    for (Map.Entry<Touchpoint, Box> entry : plan.boxes().entrySet()) {
      if (there.contains(entry.getKey())) {
        shapes.add(shape(entry.getKey(), entry.getValue(), lanes));
        taken.add(entry.getValue());
      }
    }
    Diagram.Legend legend = LegendWords.of(phrases, arcs, widths);
    for (Diagram.Lane lane : lanes) {
      taken.add(new Box(lane.box().x(), lane.box().y(), lane.box().width(), HEADING));
    }
    taken.add(legend.box());
    List<Diagram.Line> lines = lines(arcs, new Labelling(taken, arcs));
    if (stage.isPresent()) {
      Set<Optional<String>> used = new HashSet<>();
      shapes.forEach(shape -> used.add(shape.lane()));
      lanes.removeIf(lane -> !used.contains(Optional.of(lane.id())));
    }
    Diagram.TitleBlock title =
        TitleWords.of(paged(), map, part(arcs), Math.max(plan.right(), legend.box().right()));
    int height = Math.max(plan.bottom(), legend.box().bottom());
    return new Diagram(
        telling.labels().locale().toLanguageTag(),
        title.box().right() + TitleWords.MARGIN,
        height + TitleWords.MARGIN,
        Looks.PAGE,
        title,
        lanes,
        shapes,
        lines,
        List.of(
            new Diagram.Layer(MAIN, phrases.say("layer.main")),
            new Diagram.Layer(LEAVING, phrases.say("layer.drop_off"))),
        legend);
  }

  /** Whether a stage has any touchpoint here. */
  boolean isThere(Stage some) {
    int column = 1 + union.stages().indexOf(some);
    return graph.steps().stream().anyMatch(step -> union.columns().get(step) == column);
  }

  /** Whether all that leads to a touchpoint and on is drawn. */
  private boolean isDrawn(Touchpoint touchpoint) {
    return stage.isEmpty()
        || (touchpoint.isStep()
            && union.columns().get(touchpoint) == 1 + union.stages().indexOf(stage.get()));
  }

  /** What is told of it, with the stage that alone is drawn. */
  private Telling paged() {
    if (stage.isEmpty()) {
      return telling;
    }
    Stage only = stage.get();
    return telling.onPage(laneName(only, 1 + union.stages().indexOf(only)));
  }

  /** How many of the lines are on this page, in words. */
  private Optional<String> part(List<Arc> arcs) {
    if (stage.isEmpty()) {
      return Optional.empty();
    }
    long all =
        map.shown().transitions().stream()
            .filter(transition -> !transition.from().equals(transition.to()))
            .count();
    return Optional.of(phrases.say("stage.part", phrases.number(arcs.size()), phrases.number(all)));
  }

  private List<Arc> arcs() {
    List<Arc> arcs = new ArrayList<>();
    for (Transition transition : map.shown().transitions()) {
      boolean drawn = isDrawn(transition.from()) || isDrawn(transition.to());
      if (drawn && !transition.from().equals(transition.to())) {
        Arc arc = plan.arc(transition.from(), transition.to(), widths.of(transition.count()));
        transitions.put(arc, transition);
        arcs.add(arc);
      }
    }
    // The heaviest get their words first, and are drawn last.
    arcs.sort(
        new Comparator<>() {
          @Override
          public int compare(Arc one, Arc other) {
            return heavierFirst(one, other);
          }
        });
    return arcs;
  }

  private int heavierFirst(Arc one, Arc other) {
    if ((one.way == Way.DROP_OFF) != (other.way == Way.DROP_OFF)) {
      return one.way == Way.DROP_OFF ? -1 : 1;
    }
    int byCount = Long.compare(transitions.get(other).count(), transitions.get(one).count());
    return byCount != 0 ? byCount : Arc.BY_NAME.compare(one, other);
  }

  private List<Diagram.Lane> lanes() {
    List<Diagram.Lane> lanes = new ArrayList<>();
    int y = LegendWords.BOTTOM;
    for (int i = 0; i < union.stages().size(); i++) {
      Stage stage = union.stages().get(i);
      int width = GroundPlan.CARD_WIDTH + 2 * GroundPlan.LANE_PADDING;
      Box box = new Box(plan.columnX(i + 1), y, width, plan.laneBottom() - y);
      String name = laneName(stage, i + 1);
      int x = box.x() + GroundPlan.LANE_PADDING;
      int size = HEADING_SIZE;
      while (size > CardWords.FIGURE_SIZE
          && Lettering.width(name, size, true) > GroundPlan.CARD_WIDTH) {
        size--;
      }
      List<Text> texts = new ArrayList<>();
      String shorter = Lettering.wrap(name, GroundPlan.CARD_WIDTH, 1, size, true).get(0);
      texts.add(new Text(shorter, x, y + 21, size, true, Looks.INK, Anchor.START));
      int column = i + 1;
      long left = 0;
      for (Touchpoint step : graph.steps()) {
        left += union.columns().get(step) == column ? map.left(step).part() : 0;
      }
      if (left > 0) {
        String leaving = phrases.say("leave", phrases.number(left));
        texts.add(
            new Text(leaving, x, y + 39, CardWords.FIGURE_SIZE, false, Looks.ALARM, Anchor.START));
      }
      lanes.add(new Diagram.Lane(ids.lane(stage.key()), name, box, HEADING, texts, Looks.LANE));
    }
    return lanes;
  }

  private String laneName(Stage stage, int number) {
    String label = telling.labels().with(map.stages()).of(stage);
    return label.equals(Integer.toString(number))
        ? phrases.say("part", label)
        : number + ". " + label;
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
    String name = words.name(touchpoint);
    long count = CardWords.count(touchpoint, graph);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("touchpoint", touchpoint.name()));
    fields.add(new Field("visits", Long.toString(count)));
    String summary = phrases.say("end", name, phrases.count("journeys", count));
    List<String> members = List.of();
    Optional<String> selected = telling.panel().map(panel -> link(panel, touchpoint));
    Optional<String> link = selected;
    boolean alarming = false;
    Optional<String> lane = Optional.empty();
    if (touchpoint.isStep()) {
      Share left = map.left(touchpoint);
      alarming = CardWords.isAlarming(left);
      summary = summary(touchpoint, name, count, left);
      figures(touchpoint, left, fields);
      if (kind == Kind.OTHERS) {
        Merged merged = Merged.of(map, words, phrases);
        members = merged.rows();
        summary += merged.summary();
        fields.addAll(merged.fields());
        link = telling.panel().flatMap(merged::opened).or(() -> selected);
      }
      lane = Optional.of(lanes.get(union.columns().get(touchpoint) - 1).id());
    }
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
        words.texts(touchpoint, map, box),
        fields,
        members,
        link);
  }

  private String summary(Touchpoint touchpoint, String name, long count, Share left) {
    String visits = phrases.count("visits", count);
    String journeys = phrases.count("journeys", graph.journeys(touchpoint));
    Optional<Duration> median = pauses.median(touchpoint);
    String next = median.isEmpty() ? "" : phrases.say("stepMedian", phrases.duration(median.get()));
    if (left.part() == 0) {
      return phrases.say("step", name, visits, journeys) + next;
    }
    String leaving = phrases.number(left.part());
    if (!left.isSmall()) {
      Confidence sure = left.confidence();
      leaving +=
          " ("
              + phrases.say(
                  "interval",
                  phrases.percent(left.value().orElse(0)),
                  phrases.percent(sure.low()),
                  phrases.percent(sure.high()))
              + ")";
    }
    return phrases.say("stepLeaving", name, visits, journeys, leaving) + next;
  }

  private void figures(Touchpoint touchpoint, Share left, List<Field> fields) {
    long journeys = graph.journeys(touchpoint);
    fields.add(new Field("stage", union.stages().get(union.columns().get(touchpoint) - 1).key()));
    fields.add(new Field("journeys", Long.toString(journeys)));
    fields.add(
        new Field("share_of_journeys", LineWords.plain(new Share(journeys, graph.journeys()))));
    fields.add(new Field("ended_journeys", Long.toString(left.whole())));
    fields.add(new Field("drop_off", Long.toString(left.part())));
    fields.add(new Field("drop_off_share", LineWords.plain(left)));
    LineWords.interval(fields, "drop_off_share", left);
    Optional<Duration> next = pauses.median(touchpoint);
    if (next.isPresent()) {
      LineWords.median(fields, next.get());
    }
    fields.add(new Field("self_loops", Long.toString(graph.count(touchpoint, touchpoint))));
    Optional<Transition> loop = graph.transition(touchpoint, touchpoint);
    if (loop.isPresent()) {
      Optional<Duration> median = loop.get().durations().quantile(0.5);
      if (median.isPresent()) {
        String seconds = Double.toString(median.get().toMillis() / 1e3);
        fields.add(new Field("self_loop_median_s", seconds));
      }
    }
  }

  private static String link(String panel, Touchpoint touchpoint) {
    String name =
        touchpoint.isStep()
            ? touchpoint.name()
            : "<" + touchpoint.kind().name().toLowerCase(Locale.ROOT) + ">";
    return panel
        + (panel.contains("?") ? "&" : "?")
        + "sel="
        + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private List<Diagram.Line> lines(List<Arc> heaviestFirst, Labelling labelling) {
    LineWords said = new LineWords(phrases, words, map);
    List<Optional<Diagram.Label>> labels = new ArrayList<>();
    for (Arc arc : heaviestFirst) {
      labels.add(said.label(arc, transitions.get(arc), labelling));
    }
    Map<Arc, String> lineIds = new HashMap<>();
    List<Arc> byName = new ArrayList<>(heaviestFirst);
    byName.sort(Arc.BY_NAME);
    for (Arc arc : byName) {
      lineIds.put(arc, ids.line(arc.from, arc.to));
    }
    List<Diagram.Line> lines = new ArrayList<>();
    for (int i = heaviestFirst.size() - 1; i >= 0; i--) {
      Arc arc = heaviestFirst.get(i);
      Transition transition = transitions.get(arc);
      lines.add(
          new Diagram.Line(
              lineIds.get(arc),
              arc.way,
              shapeIds.get(arc.from),
              shapeIds.get(arc.to),
              port(arc.route.get(0), plan.box(arc.from)),
              port(arc.route.get(arc.route.size() - 1), plan.box(arc.to)),
              arc.route,
              Looks.line(arc.way, arc.width),
              said.summary(transition),
              labels.get(i),
              arc.way == Way.DROP_OFF ? LEAVING : MAIN,
              said.fields(transition)));
    }
    return lines;
  }

  private static Port port(Point point, Box box) {
    return new Port(
        part(point.x() - box.x(), box.width()), part(point.y() - box.y(), box.height()));
  }

  private static double part(int part, int whole) {
    return Math.round((double) part / whole * 1e6) / 1e6;
  }
}
