package io.github.senda.map;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Stage;
import io.github.senda.touch.Stages;
import io.github.senda.touch.Touchpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How closely a map is looked at: touchpoint by touchpoint, stage by stage, by categories of goods,
 * or page by page. Journeys are projected, so whatever is counted is counted of what is seen. A
 * value; safe for any thread.
 *
 * @param byStage whether touchpoints are seen as their stages
 * @param opened the stages whose touchpoints are seen all the same; of no matter without {@code
 *     byStage}
 * @param apart which touchpoints are seen in parts; of no matter in a log that tells none
 * @param merged touchpoints that are seen as another
 * @param leftOut touchpoints that are not seen at all, as if nobody had ever touched them
 */
public record Zoom(
    boolean byStage,
    Set<Stage> opened,
    Optional<Parting> apart,
    Map<Touchpoint, Touchpoint> merged,
    Set<Touchpoint> leftOut) {

  /** Touchpoint by touchpoint. */
  public static final Zoom NONE = new Zoom(false, Set.of(), Optional.empty(), Map.of(), Set.of());

  private static final String STAGE = "stage:";

  public Zoom {
    opened = Set.copyOf(opened);
    merged = Map.copyOf(merged);
    leftOut = Set.copyOf(leftOut);
  }

  /** The same with touchpoints seen as their stages, but for those of some stages. */
  public Zoom stages(Set<Stage> except) {
    return new Zoom(true, except, apart, merged, leftOut);
  }

  /** The same with touchpoints seen in parts. */
  public Zoom into(Parting parts) {
    return new Zoom(byStage, opened, Optional.of(parts), merged, leftOut);
  }

  /** The same with some touchpoints seen by the paths of their pages; all, where none is given. */
  public Zoom pages(Touchpoint... steps) {
    return into(new Parting(Parting.By.PAGE, Set.of(steps)));
  }

  /** The same with some touchpoints seen by category; all, where none is given. */
  public Zoom categories(Touchpoint... steps) {
    return into(new Parting(Parting.By.CATEGORY, Set.of(steps)));
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
   * What is seen of a log, but for what is left out: that is known as hidden, and so it is the
   * graph's to leave it out.
   *
   * @param signs the log's dictionary
   * @param stages with a stage for every step
   */
  Meaning of(Meaning meaning, List<String> signs, Stages stages) {
    Meaning seen = apart(meaning, signs);
    if (byStage || !merged.isEmpty()) {
      seen = seen.showing(touchpoint -> Optional.of(seen(touchpoint, stages)));
    }
    return seen;
  }

  /**
   * What is seen of a log where only touchpoints in parts matter.
   *
   * @param signs the log's dictionary
   */
  public Meaning apart(Meaning meaning, List<String> signs) {
    if (apart.isEmpty()) {
      return meaning;
    }
    Parting parting = apart.get();
    List<Optional<String>> parts = parting.parts(signs);
    Set<Touchpoint> wholes = new HashSet<>(parting.steps());
    for (int sign = 0; sign < parts.size(); sign++) {
      if (parts.get(sign).isPresent()) {
        meaning.candidate(sign).filter(parting::takes).ifPresent(wholes::add);
      }
    }
    return meaning.apart(
        wholes,
        (whole, sign) ->
            parts.get(sign).map(part -> Touchpoint.of(whole.name() + part)).orElse(whole));
  }

  /** What a touchpoint is seen as, be it merged or by its stage. */
  Touchpoint seen(Touchpoint touchpoint, Stages stages) {
    if (leftOut.contains(touchpoint)) {
      return touchpoint;
    }
    Touchpoint as = merged.getOrDefault(touchpoint, touchpoint);
    Optional<Stage> stage = byStage ? stages.of(Parting.whole(as)) : Optional.empty();
    return stage.filter(it -> !opened.contains(it)).map(Zoom::touchpoint).orElse(as);
  }
}
