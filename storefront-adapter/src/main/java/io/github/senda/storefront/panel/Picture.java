package io.github.senda.storefront.panel;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.layout.StageLayout;
import io.github.senda.map.JourneyMap;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The drawing of a map, and which of its shapes is which touchpoint. A value; safe for any thread.
 *
 * @param diagram the drawing
 * @param touchpoints the touchpoint of each shape that is one, by the shape's id
 */
record Picture(Diagram diagram, Map<String, Touchpoint> touchpoints) {

  private static final String NAME = "touchpoint";

  Picture {
    touchpoints = Collections.unmodifiableMap(new LinkedHashMap<>(touchpoints));
  }

  /** Draws a map. */
  static Picture of(JourneyMap map, StageLayout layout) {
    Diagram diagram = layout.draw(map);
    // A drawing leaves out what no format can hold, so two names may have become the same there.
    Map<String, Deque<Touchpoint>> byName = new HashMap<>();
    for (Touchpoint step : map.graph().steps()) {
      String drawn = new Diagram.Field(NAME, step.name()).value();
      byName.computeIfAbsent(drawn, name -> new ArrayDeque<>()).add(step);
    }
    Map<String, Touchpoint> touchpoints = new LinkedHashMap<>();
    for (Diagram.Shape shape : diagram.shapes()) {
      touchpoint(shape, byName).ifPresent(found -> touchpoints.put(shape.id(), found));
    }
    return new Picture(diagram, touchpoints);
  }

  private static Optional<Touchpoint> touchpoint(
      Diagram.Shape shape, Map<String, Deque<Touchpoint>> byName) {
    return switch (shape.kind()) {
      case ENTRY -> Optional.of(Touchpoint.ENTRY);
      case EXIT -> Optional.of(Touchpoint.EXIT);
      case ACTIVE -> Optional.of(Touchpoint.ACTIVE);
      case STEP, GOAL, OTHERS ->
          shape.fields().stream()
              .filter(field -> field.key().equals(NAME))
              .findFirst()
              .map(field -> byName.get(field.value()))
              .map(Deque::poll);
    };
  }
}
