package io.github.senda.touch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model of stages: which there are, in which order, what they are called, and which touchpoint
 * belongs to which. Some come with Senda ({@link StageModels}); a merchant may write another
 * ({@link #parse}). A value; safe for any thread.
 *
 * @param order the stages from first to last, none twice
 * @param members the stage of each touchpoint that has one; every stage is in {@code order}
 * @param names what a stage is called in every language; those that Senda has a word for, or that
 *     go by their key, are not there
 */
public record Stages(List<Stage> order, Map<Touchpoint, Stage> members, Map<Stage, String> names) {

  public Stages {
    order = List.copyOf(order);
    members = Map.copyOf(members);
    names = Map.copyOf(names);
    if (Set.copyOf(order).size() != order.size()) {
      throw new IllegalArgumentException("a stage stands twice in " + order);
    }
    for (Map.Entry<Touchpoint, Stage> member : members.entrySet()) {
      if (!order.contains(member.getValue())) {
        throw new IllegalArgumentException(
            member.getKey() + " belongs to a stage that is not in the model: " + member.getValue());
      }
    }
    for (Stage named : names.keySet()) {
      if (!order.contains(named)) {
        throw new IllegalArgumentException("a name is given to no stage of the model: " + named);
      }
    }
  }

  /** Stages that are called by Senda's words. */
  public Stages(List<Stage> order, Map<Touchpoint, Stage> members) {
    this(order, members, Map.of());
  }

  /**
   * The stages of a shop. Awareness, consideration, purchase, retention and advocacy are the
   * field's five; purchase is told apart here into cart, checkout, payment and order, because that
   * is where a shop loses its customers and so where a merchant looks first, and service into a
   * stage of its own before retention: whoever sends something back has not come back to buy.
   */
  public static Stages shop() {
    return StageModels.SHOP;
  }

  /**
   * Reads a model, a line for each stage in order: its key, what it is called in quotes where that
   * is another, a colon, and its touchpoints between commas, in quotes where they hold anything but
   * letters, digits, {@code _}, {@code -} and {@code .}. Empty lines and what follows a {@code #}
   * outside quotes are passed over.
   *
   * <pre>{@code
   * look "Mirar": page_view, search, view_item   # three
   * buy: add_to_cart, purchase
   * }</pre>
   *
   * @param nameForErrors how an error calls the text
   * @throws IllegalArgumentException with one sentence that names text, line and column
   */
  public static Stages parse(String text, String nameForErrors) {
    return new StagesText(text, nameForErrors).read();
  }

  /** The model as {@link #parse} reads it; touchpoints by name. */
  public String text() {
    return StagesText.of(this);
  }

  /** The same model with touchpoints moved into other stages, or given one. */
  public Stages with(Map<Touchpoint, Stage> moved) {
    Map<Touchpoint, Stage> all = new HashMap<>(members);
    all.putAll(moved);
    return new Stages(order, all, names);
  }

  /** The stage of a touchpoint; empty if the model does not know it. */
  public Optional<Stage> of(Touchpoint touchpoint) {
    return Optional.ofNullable(members.get(touchpoint));
  }
}
