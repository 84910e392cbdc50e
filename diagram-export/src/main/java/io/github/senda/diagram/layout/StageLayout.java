package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram;
import io.github.senda.graph.GraphFilter;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Labels;
import io.github.senda.touch.Stage;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lays a journey map out by stages: a lane for each stage that has touchpoints, in order from left
 * to right, the entry before the first and the ends below the last. A layered drawing in the manner
 * of Sugiyama, Tagawa and Toda (1981), with the layers given.
 *
 * <p>Places come from all transitions of a map, and of those that it is compared with ({@link
 * #keepingPlacesOf}), so they do not change with how many of them are shown. The same map and words
 * give an equal drawing. Immutable; safe for any thread.
 */
public final class StageLayout {

  /**
   * One of several selections to be compared.
   *
   * @param name what it is called, on its page and in its title
   * @param filter which journeys it holds, in words; empty for all
   * @param map its journeys
   */
  public record Selection(String name, Optional<String> filter, JourneyMap map) {
    public Selection {
      Objects.requireNonNull(name, "name == null");
      Objects.requireNonNull(filter, "filter == null");
      Objects.requireNonNull(map, "map == null");
    }
  }

  /** How much of all that was gone the first of several pages shows: what can be read at once. */
  private static final double OVERVIEW = 0.3;

  private final Telling telling;

  private StageLayout(Telling telling) {
    this.telling = telling;
  }

  /** A layout with its words in the language of these labels. */
  public static StageLayout of(Labels labels) {
    Optional<String> none = Optional.empty();
    Phrases phrases = Phrases.of(labels.locale());
    return new StageLayout(
        new Telling(
            labels, phrases, none, none, none, none, none, none, List.of(), OptionalLong.empty()));
  }

  private StageLayout with(
      Optional<String> title,
      Optional<String> page,
      Optional<String> filter,
      Optional<String> source,
      Optional<String> made,
      Optional<String> panel) {
    return new StageLayout(
        new Telling(
            telling.labels(),
            telling.phrases(),
            title,
            page,
            filter,
            source,
            made,
            panel,
            telling.kept(),
            telling.full()));
  }

  /** The same with a title of one's own, in place of "Customer journeys". */
  public StageLayout titled(String title) {
    return with(
        Optional.of(title),
        telling.page(),
        telling.filter(),
        telling.source(),
        telling.made(),
        telling.panel());
  }

  /** The same with a line that says where the journeys are from: a shop's name, a file's name. */
  public StageLayout from(String source) {
    return with(
        telling.title(),
        telling.page(),
        telling.filter(),
        Optional.of(source),
        telling.made(),
        telling.panel());
  }

  /** The same with a line that says which journeys are drawn. */
  public StageLayout filtered(String filter) {
    return with(
        telling.title(),
        telling.page(),
        Optional.of(filter),
        telling.source(),
        telling.made(),
        telling.panel());
  }

  /** The same with a line that says when it was made, to the minute. */
  public StageLayout made(ZonedDateTime when) {
    return with(
        telling.title(),
        telling.page(),
        telling.filter(),
        telling.source(),
        Optional.of(telling.phrases().moment(when)),
        telling.panel());
  }

  /**
   * The same with links to where the same is looked at.
   *
   * @param panel the address, with http or https; a touchpoint's is the same with {@code sel=} and
   *     its name; that of all others with {@code more=} and how many of them are to be opened
   */
  public StageLayout linkedTo(String panel) {
    return with(
        telling.title(),
        telling.page(),
        telling.filter(),
        telling.source(),
        telling.made(),
        Optional.of(panel));
  }

  /**
   * The same, with places for all that stands in other maps too: drawing a map and drawing part of
   * its journeys with its places kept gives every touchpoint the same place in both.
   */
  public StageLayout keepingPlacesOf(List<JourneyMap> maps) {
    return new StageLayout(
        new Telling(
            telling.labels(),
            telling.phrases(),
            telling.title(),
            telling.page(),
            telling.filter(),
            telling.source(),
            telling.made(),
            telling.panel(),
            List.copyOf(maps),
            telling.full()));
  }

  /** Draws a map. */
  public Diagram draw(JourneyMap map) {
    return new Drawing(telling, map).diagram();
  }

  /**
   * Draws selections to be compared, a page for each: with every touchpoint in the same place, and
   * widths by one scale.
   */
  public List<Diagram> drawPages(List<Selection> selections) {
    List<Diagram> pages = new ArrayList<>();
    for (Selection selection : selections) {
      pages.add(new Drawing(among(selection, selections), selection.map).diagram());
    }
    return List.copyOf(pages);
  }

  /**
   * Draws a map over several pages: first the commonest ways through all stages, then a page for
   * each stage with all that leads there and on, every touchpoint in the same place, with the same
   * id, and widths by one scale.
   */
  public List<Diagram> drawStages(JourneyMap map) {
    return List.copyOf(stages(telling, map));
  }

  /** The same for selections to be compared, one after the other. */
  public List<Diagram> drawStages(List<Selection> selections) {
    List<Diagram> pages = new ArrayList<>();
    for (Selection selection : selections) {
      pages.addAll(stages(among(selection, selections), selection.map));
    }
    return List.copyOf(pages);
  }

  private static List<Diagram> stages(Telling telling, JourneyMap map) {
    GraphFilter commonest = new GraphFilter(Math.min(OVERVIEW, map.view().paths().share()));
    List<Diagram> pages = new ArrayList<>();
    pages.add(new Drawing(telling, map.showing(commonest)).diagram());
    for (Stage stage : map.stages().order()) {
      Drawing page = new Drawing(telling, map, Optional.of(stage));
      if (page.isThere(stage)) {
        pages.add(page.diagram());
      }
    }
    return pages;
  }

  /** How one of several selections is told of. */
  private Telling among(Selection selection, List<Selection> selections) {
    List<JourneyMap> all = new ArrayList<>(telling.kept());
    selections.forEach(each -> all.add(each.map));
    long full = selections.stream().mapToLong(each -> Drawing.most(each.map)).max().orElse(1);
    return new Telling(
        telling.labels(),
        telling.phrases(),
        telling.title(),
        Optional.of(selection.name),
        selection.filter.or(telling::filter),
        telling.source(),
        telling.made(),
        telling.panel(),
        List.copyOf(all),
        OptionalLong.of(full));
  }
}
