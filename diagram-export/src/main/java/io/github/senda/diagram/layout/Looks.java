package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Kind;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Way;

/**
 * The colours. Text keeps a contrast of 4.5 to 1 against every ground it stands on, lines and edges
 * that mean something 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
 */
final class Looks {

  static final String PAGE = "#f8fafc";
  static final String LANE = "#e9eef4";
  static final String CARD = "#ffffff";
  static final String INK = "#0f172a";
  static final String QUIET = "#475569";
  static final String ALARM = "#b91c1c";

  private static final String CARD_EDGE = "#cbd5e1";

  private Looks() {}

  static String way(Way way) {
    return switch (way) {
      case FORWARD -> "#54709a";
      case WITHIN -> "#7d8797";
      case BACK -> "#7c6aa8";
      case DROP_OFF -> ALARM;
      case DONE -> "#15803d";
      case OPEN -> "#0e7490";
    };
  }

  static Stroke line(Way way, int width) {
    return new Stroke(way(way), width, way == Way.DROP_OFF);
  }

  static Stroke edge(boolean alarming) {
    return alarming ? new Stroke(ALARM, 2, false) : new Stroke(CARD_EDGE, 1, false);
  }

  static String accent(Kind kind) {
    return switch (kind) {
      case STEP -> "#64748b";
      case GOAL -> "#15803d";
      case OTHERS -> "#94a3b8";
      case ENTRY -> "#1e40af";
      case EXIT -> "#334155";
      case ACTIVE -> "#0e7490";
    };
  }
}
