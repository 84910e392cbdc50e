package io.github.senda.map;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How closely a map is looked at: touchpoint by touchpoint, stage by stage, or one touchpoint page
 * by page. Journeys are projected, so whatever is counted is counted of what is seen. A value; safe
 * for any thread.
 *
 * @param byStage whether touchpoints are seen as their stages
 * @param opened the stages whose touchpoints are seen all the same; of no matter without {@code
 *     byStage}
 * @param apart the touchpoint that is seen by the path of its page, as the log tells it; never the
 *     goal, {@link Touchpoints#PURCHASE}, and of no matter in a log without paths
 * @param merged touchpoints that are seen as another
 * @param leftOut touchpoints that are not seen at all, as if nobody had ever touched them
 */
public record Zoom(
    boolean byStage,
    Set<Stage> opened,
    Optional<Touchpoint> apart,
    Map<Touchpoint, Touchpoint> merged,
    Set<Touchpoint> leftOut) {

  /** Touchpoint by touchpoint. */
  public static final Zoom NONE = new Zoom(false, Set.of(), Optional.empty(), Map.of(), Set.of());

  private static final String STAGE = "stage:";

  public Zoom {
    opened = Set.copyOf(opened);
    merged = Map.copyOf(merged);
    leftOut = Set.copyOf(leftOut);
    if (apart.filter(Touchpoints.PURCHASE::equals).isPresent()) {
      throw new IllegalArgumentException("the goal stays whole: " + Touchpoints.PURCHASE);
    }
  }

  /** The same with touchpoints seen as their stages, but for those of some stages. */
  public Zoom stages(Set<Stage> except) {
    return new Zoom(true, except, apart, merged, leftOut);
  }

  /** The same with one touchpoint seen by the path of its page. */
  public Zoom into(Touchpoint step) {
    return new Zoom(byStage, opened, Optional.of(step), merged, leftOut);
  }

  /** The same with some more touchpoints seen as another. */
  public Zoom merging(Set<Touchpoint> steps, Touchpoint as) {
    Map<Touchpoint, Touchpoint> all = new HashMap<>(merged);
    steps.forEach(step -> all.put(step, as));
    return new Zoom(byStage, opened, apart, all, leftOut);
  }

  /** The same with other touchpoints left out. */
  public Zoom leavingOut(Set<Touchpoint> steps) {
    return new Zoom(byStage, opened, apart, merged, steps);
  }

  /** The touchpoint that stands for a stage. */
  public static Touchpoint touchpoint(Stage stage) {
    return Touchpoint.of(STAGE + stage.key());
  }

  /** The stage that a touchpoint stands for; empty if it stands for itself. */
  static Optional<Stage> stage(Touchpoint touchpoint) {
    if (!touchpoint.name().startsWith(STAGE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Stage(touchpoint.name().substring(STAGE.length())));
    } catch (IllegalArgumentException e) {
      // The name that a log gives to something of its own.
      return Optional.empty();
    }
  }

  /**
   * The touchpoint that a part of it belongs to, which goes by its name, a blank and a path; any
   * other is a part of itself.
   */
  static Touchpoint whole(Touchpoint touchpoint) {
    int slash = touchpoint.isStep() ? touchpoint.name().indexOf(" /") : -1;
    return slash <= 0 ? touchpoint : Touchpoint.of(touchpoint.name().substring(0, slash));
  }

  /**
   * What is seen of a log, but for what is left out: that is known as hidden, and so it is the
   * graph's to leave it out.
   *
   * @param signs the log's dictionary
   * @param stages with a stage for every step
   */
  Meaning of(Meaning meaning, List<String> signs, Stages stages) {
    Meaning seen = meaning;
    if (apart.isPresent()) {
      Touchpoint step = apart.get();
      seen = seen.apart(step, signs.stream().map(text -> part(step, text)).toList());
    }
    if (byStage || !merged.isEmpty()) {
      seen = seen.showing(touchpoint -> Optional.of(seen(touchpoint, stages)));
    }
    return seen;
  }

  /** What a touchpoint is seen as, be it merged or by its stage. */
  Touchpoint seen(Touchpoint touchpoint, Stages stages) {
    if (leftOut.contains(touchpoint)) {
      return touchpoint;
    }
    Touchpoint as = merged.getOrDefault(touchpoint, touchpoint);
    Optional<Stage> stage = byStage ? stages.of(whole(as)) : Optional.empty();
    return stage.filter(it -> !opened.contains(it)).map(Zoom::touchpoint).orElse(as);
  }

  private static Touchpoint part(Touchpoint step, String sign) {
    try {
      return Touchpoint.of(step.name() + ' ' + Sign.parse(sign).path());
    } catch (IllegalArgumentException e) {
      // A name out of a log that knows no pages.
      return step;
    }
  }
}
