package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.touch.Attributes;
import java.util.List;

/**
 * Which of a log's sets of attributes are of journeys that no person made. Told by what was kept of
 * them, so the same whatever a source's rules make of it. Immutable; safe for any thread.
 */
final class Simulated {

  private final boolean[] sets;
  private final boolean any;

  private Simulated(boolean[] sets, boolean any) {
    this.sets = sets;
    this.any = any;
  }

  static Simulated of(JourneyLog log) {
    List<String> texts = log.keptAttributes();
    boolean[] sets = new boolean[texts.size()];
    boolean any = false;
    for (int i = 0; i < sets.length; i++) {
      // Most shops have thousands of sets of attributes and no such visitor.
      String text = texts.get(i);
      sets[i] =
          text.contains("simulated")
              && "simulated".equals(Attributes.parse(text).values().get("visitor"));
      any |= sets[i];
    }
    return new Simulated(sets, any);
  }

  /** Whether there are any. */
  boolean any() {
    return any;
  }

  boolean is(int attributes) {
    return any && sets[attributes];
  }
}
