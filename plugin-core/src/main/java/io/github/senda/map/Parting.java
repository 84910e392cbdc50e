package io.github.senda.map;

import io.github.senda.touch.Category;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Touchpoints that are seen in parts, by what the log tells of each touch beside its touchpoint. A
 * value; safe for any thread.
 *
 * @param by what tells the parts apart
 * @param steps which touchpoints; empty for all of which anything is told. The goal, {@link
 *     Touchpoints#PURCHASE}, is never among them
 */
public record Parting(By by, Set<Touchpoint> steps) {

  /** What tells the parts of a touchpoint apart. */
  public enum By {
    /** The path of the page, as its template. */
    PAGE(" /"),
    /** The category of the goods. */
    CATEGORY(" · ");

    private final String between;

    By(String between) {
      this.between = between;
    }

    /** Whether any entry of a log's dictionary tells a part. */
    public boolean isToldIn(List<String> entries) {
      return entries.stream().anyMatch(entry -> part(entry).isPresent());
    }

    /** What an entry tells, as it stands behind a touchpoint's name. */
    private Optional<String> part(String entry) {
      try {
        return this == CATEGORY
            ? Category.of(entry).map(between::concat)
            : Optional.of(" " + Sign.parse(entry).path());
      } catch (IllegalArgumentException e) {
        // A name out of a log that knows no pages.
        return Optional.empty();
      }
    }
  }

  public Parting {
    steps = Set.copyOf(steps);
    if (steps.contains(Touchpoints.PURCHASE)) {
      throw new IllegalArgumentException("the goal stays whole: " + Touchpoints.PURCHASE);
    }
  }

  /** Whether a touchpoint is seen in parts, where anything is told of it. */
  boolean takes(Touchpoint step) {
    return steps.isEmpty() ? !step.equals(Touchpoints.PURCHASE) : steps.contains(step);
  }

  /** What each entry of a log's dictionary tells, as it stands behind a touchpoint's name. */
  List<Optional<String>> parts(List<String> entries) {
    return entries.stream().map(by::part).toList();
  }

  /** The touchpoint that a part of it belongs to; any other is a part of itself. */
  static Touchpoint whole(Touchpoint touchpoint) {
    int end = touchpoint.isStep() ? touchpoint.name().length() : 0;
    for (By by : By.values()) {
      int at = touchpoint.name().indexOf(by.between);
      end = at > 0 ? Math.min(end, at) : end;
    }
    return end == 0 || end == touchpoint.name().length()
        ? touchpoint
        : Touchpoint.of(touchpoint.name().substring(0, end));
  }
}
