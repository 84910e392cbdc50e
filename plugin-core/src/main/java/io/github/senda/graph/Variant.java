package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.List;

/**
 * One distinct sequence of touchpoints and how many journeys took it. Called a trace variant in
 * process mining.
 *
 * @param touchpoints the sequence, repeats kept, without the ends
 * @param journeys how many took exactly this way, at least one
 */
public record Variant(List<Touchpoint> touchpoints, long journeys) {
  public Variant {
    touchpoints = List.copyOf(touchpoints);
  }
}
