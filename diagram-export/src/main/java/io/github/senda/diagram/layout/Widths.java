package io.github.senda.diagram.layout;

/**
 * The one scale of line widths, 1 to 10: by the root of the count, so that the many rare ways can
 * be told apart.
 *
 * @param full what the widest line stands for
 */
record Widths(long full) {

  static final int WIDEST = 10;

  /** A handful of journeys is no stream. */
  private static final long LEAST_FULL = 50;

  Widths {
    full = Math.max(full, LEAST_FULL);
  }

  int of(long count) {
    double part = Math.sqrt(Math.min(1, (double) count / full));
    return 1 + (int) Math.round((WIDEST - 1) * part * 0.999);
  }

  /** What a width stands for. */
  long count(int width) {
    double part = (width - 1.0) / (WIDEST - 1);
    return Math.round(full * part * part);
  }
}
