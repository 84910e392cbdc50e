package io.github.senda.storefront.paths;

import com.google.gson.stream.JsonWriter;
import io.github.senda.graph.CommonVariants;
import io.github.senda.graph.Detours;
import io.github.senda.graph.FunnelPaths;
import io.github.senda.graph.Loops;
import io.github.senda.graph.Variant;
import io.github.senda.graph.WayCounts;
import io.github.senda.map.Labels;
import io.github.senda.metric.Bottleneck;
import io.github.senda.metric.Confidence;
import io.github.senda.metric.Crossroads;
import io.github.senda.metric.LoopRegion;
import io.github.senda.metric.MarkovChain;
import io.github.senda.metric.Paths;
import io.github.senda.metric.ProbablePath;
import io.github.senda.metric.Share;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/**
 * Writes the paths to a goal as JSON, field by field. Shares are objects with {@code part}, {@code
 * whole}, {@code value}, {@code low}, {@code high} and {@code small}, the last three by Wilson's
 * interval of 95 %; without {@code value} where the whole is nothing. Times are in seconds. A
 * touchpoint is an object with {@code kind} (entry, step or exit), {@code name} and {@code label}.
 * What few journeys did is told of all of them together, as it may be one person's.
 */
public final class PathsJson {

  /** How many rows of each kind a merchant is shown at most. */
  static final int MOST = 20;

  private final JsonWriter json;
  private final long fewest;
  private final Labels labels;

  private PathsJson(JsonWriter json, long fewest, Labels labels) {
    this.json = json;
    this.fewest = fewest;
    this.labels = labels;
  }

  /**
   * Writes the fields {@code goal}, {@code funnel}, {@code loops}, {@code detours}, {@code
   * bottleneck}, {@code crossroads}, {@code ways} and {@code probable} of an open object.
   *
   * @param fewest touchpoints, ways and what follows a funnel's step are not told each for itself
   *     of fewer journeys than so many; 1 tells each
   */
  public static void write(JsonWriter json, Paths paths, long fewest, Labels labels)
      throws IOException {
    PathsJson writer = new PathsJson(json, fewest, labels);
    writer.goal(paths.chain());
    writer.funnel(paths.counts().funnel());
    writer.loops(paths.counts().loops(), paths.regions());
    writer.detours(paths.counts().detours());
    writer.bottleneck(paths.bottleneck());
    writer.crossroads(paths.crossroads());
    json.name("ways").beginObject();
    writer.ways("toGoal", paths.counts().ways().toGoal());
    writer.ways("past", paths.counts().ways().past());
    json.endObject();
    writer.probable(paths.probable());
  }

  private void goal(MarkovChain chain) throws IOException {
    json.name("goal").beginObject();
    touchpoint("touchpoint", chain.goal());
    share("conversion", chain.conversion());
    number("steps", chain.steps());
    json.name("from").beginArray();
    for (Map.Entry<Touchpoint, MarkovChain.State> row : chain.states().entrySet()) {
      MarkovChain.State state = row.getValue();
      if (state.journeys() < fewest && row.getKey().isStep()) {
        continue;
      }
      json.beginObject();
      touchpointFields(row.getKey());
      json.name("journeys").value(state.journeys());
      json.name("absorption").value(state.absorption());
      json.name("loss").value(state.loss());
      number("steps", state.steps());
      json.name("visits").value(state.visits());
      json.name("small").value(state.isSmall());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void funnel(FunnelPaths funnel) throws IOException {
    json.name("funnel").beginObject();
    json.name("journeys").value(funnel.journeys());
    json.name("steps").beginArray();
    long before = funnel.journeys();
    for (FunnelPaths.Stop stop : funnel.stops()) {
      json.beginObject();
      touchpointFields(stop.touchpoint());
      json.name("reached").value(stop.reached());
      share("ofBefore", new Share(stop.reached(), before));
      share("ofAll", new Share(stop.reached(), funnel.journeys()));
      json.name("touched").value(stop.touched());
      json.name("entered").value(stop.entered());
      share("wentOn", new Share(stop.wentOn(), stop.touched()));
      if (stop.since().count() > 0) {
        json.name("median").value(seconds(stop, 0.5));
        json.name("p90").value(seconds(stop, 0.9));
      }
      json.name("dropped").value(stop.dropped());
      went("next", stop.next());
      went("last", stop.last());
      json.name("before").beginArray();
      for (FunnelPaths.Before way :
          stop.before()
              .subList(0, told(stop.before(), FunnelPaths.Before::journeys, stop.reached()))) {
        json.beginObject();
        touchpoints("touchpoints", way.touchpoints());
        json.name("journeys").value(way.journeys());
        json.endObject();
      }
      json.endArray();
      json.endObject();
      before = stop.reached();
    }
    json.endArray();
    json.endObject();
  }

  private static double seconds(FunnelPaths.Stop stop, double share) {
    return stop.since().quantile(share).orElseThrow().toMillis() / 1000.0;
  }

  /** Rows of enough journeys, and those of the others in one that has no touchpoint. */
  private void went(String name, List<FunnelPaths.Went> rows) throws IOException {
    long others = rows.stream().mapToLong(FunnelPaths.Went::journeys).sum();
    json.name(name).beginArray();
    for (FunnelPaths.Went row : rows.subList(0, told(rows, FunnelPaths.Went::journeys, others))) {
      others -= row.journeys();
      json.beginObject();
      touchpointFields(row.touchpoint());
      json.name("journeys").value(row.journeys());
      json.endObject();
    }
    if (others > 0) {
      json.beginObject();
      json.name("journeys").value(others);
      json.endObject();
    }
    json.endArray();
  }

  /**
   * How many of the first rows are told: those of enough journeys, and one less where the others
   * are so few together that the difference to the whole would tell of them.
   */
  private <T> int told(List<T> mostFirst, ToLongFunction<T> journeys, long whole) {
    int told = 0;
    long others = whole;
    while (told < mostFirst.size() && journeys.applyAsLong(mostFirst.get(told)) >= fewest) {
      others -= journeys.applyAsLong(mostFirst.get(told++));
    }
    return told > 0 && others > 0 && others < fewest ? told - 1 : told;
  }

  private void loops(Loops loops, List<LoopRegion> regions) throws IOException {
    json.name("loops").beginObject();
    json.name("touches").value(loops.touches());
    json.name("repeated").value(loops.repeated());
    json.name("repeats").beginArray();
    for (Loops.Repeat repeat : first(loops.repeats())) {
      json.beginObject();
      touchpointFields(repeat.touchpoint());
      share("again", new Share(repeat.again(), repeat.journeys()));
      json.name("repeats").value(repeat.repeats());
      json.endObject();
    }
    json.endArray();
    json.name("pingPongs").beginArray();
    for (Loops.PingPong pair : first(loops.pingPongs())) {
      json.beginObject();
      touchpoint("home", pair.home());
      touchpoint("away", pair.away());
      json.name("times").value(pair.times());
      json.endObject();
    }
    json.endArray();
    json.name("regions").beginArray();
    for (LoopRegion region : first(regions)) {
      json.beginObject();
      touchpoints("touchpoints", region.touchpoints());
      json.name("inside").value(region.inside());
      json.name("leaving").value(region.leaving());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void detours(Detours detours) throws IOException {
    json.name("detours").beginObject();
    json.name("journeys").value(detours.journeys());
    number("fewest", detours.fewest());
    number("median", detours.median());
    number("detour", detours.detour());
    json.name("from").beginArray();
    for (Detours.Leg leg :
        first(detours.from().stream().filter(leg -> leg.journeys() >= fewest).toList())) {
      json.beginObject();
      touchpointFields(leg.touchpoint());
      json.name("journeys").value(leg.journeys());
      json.name("fewest").value(leg.fewest());
      json.name("mean").value((double) leg.steps() / leg.journeys());
      json.name("detour").value(leg.detour());
      json.name("extra").value(leg.extra());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void bottleneck(Bottleneck bottleneck) throws IOException {
    json.name("bottleneck").beginObject();
    json.name("through").value(bottleneck.through());
    json.name("arcs").beginArray();
    for (Bottleneck.Arc arc : bottleneck.arcs()) {
      json.beginObject();
      touchpoint("from", arc.from());
      touchpoint("to", arc.to());
      share("through", arc.through());
      json.name("held").value(arc.held());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void crossroads(List<Crossroads> crossroads) throws IOException {
    json.name("crossroads").beginArray();
    for (Crossroads one : first(crossroads)) {
      json.beginObject();
      touchpointFields(one.touchpoint());
      json.name("betweenness").value(one.betweenness());
      json.endObject();
    }
    json.endArray();
  }

  private void ways(String name, WayCounts ways) throws IOException {
    json.name(name).beginObject();
    json.name("journeys").value(ways.journeys());
    json.name("distinct").value(ways.distinct());
    json.name("top").beginArray();
    long told = 0;
    for (Variant way : CommonVariants.of(ways, fewest, MOST).shown()) {
      told += way.journeys();
      json.beginObject();
      touchpoints("touchpoints", way.touchpoints());
      share("share", new Share(way.journeys(), ways.journeys()));
      json.name("cumulative").value((double) told / ways.journeys());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void probable(List<ProbablePath> probable) throws IOException {
    json.name("probable").beginArray();
    for (ProbablePath path : probable) {
      json.beginObject();
      touchpoints("touchpoints", path.touchpoints());
      json.name("probability").value(path.probability());
      if (path.explained().part() == 0 || path.explained().part() >= fewest) {
        share("explained", path.explained());
      }
      json.endObject();
    }
    json.endArray();
  }

  private static <T> List<T> first(List<T> rows) {
    return rows.subList(0, Math.min(MOST, rows.size()));
  }

  private void touchpoint(String name, Touchpoint touchpoint) throws IOException {
    json.name(name).beginObject();
    touchpointFields(touchpoint);
    json.endObject();
  }

  private void touchpoints(String name, Collection<Touchpoint> touchpoints) throws IOException {
    json.name(name).beginArray();
    for (Touchpoint touchpoint : touchpoints) {
      json.beginObject();
      touchpointFields(touchpoint);
      json.endObject();
    }
    json.endArray();
  }

  private void touchpointFields(Touchpoint touchpoint) throws IOException {
    json.name("kind").value(kind(touchpoint.kind()));
    json.name("name").value(touchpoint.name());
    json.name("label").value(labels.of(touchpoint));
  }

  private static String kind(Touchpoint.Kind kind) {
    return switch (kind) {
      case ENTRY -> "entry";
      case STEP -> "step";
      case ACTIVE -> "active";
      case EXIT -> "exit";
    };
  }

  private void share(String name, Share share) throws IOException {
    json.name(name).beginObject();
    json.name("part").value(share.part());
    json.name("whole").value(share.whole());
    if (share.value().isPresent()) {
      Confidence confidence = share.confidence();
      json.name("value").value(share.value().getAsDouble());
      json.name("low").value(confidence.low());
      json.name("high").value(confidence.high());
    }
    json.name("small").value(share.isSmall());
    json.endObject();
  }

  private void number(String name, OptionalDouble number) throws IOException {
    if (number.isPresent()) {
      json.name(name).value(number.getAsDouble());
    }
  }

  private void number(String name, OptionalInt number) throws IOException {
    if (number.isPresent()) {
      json.name(name).value(number.getAsInt());
    }
  }
}
