package io.github.senda.diagram.layout;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A place in a column: a touchpoint's card, or the gap through which a line passes that goes
 * further. Made, moved and thrown away within one layout; for one thread.
 */
final class Place {

  /** A place in a neighbouring column that a line leads to, and how much the line weighs. */
  record Join(Place place, double weight) {}

  /** Cards by name, then gaps by the names of their line's ends: an order that no count changes. */
  static final Comparator<Place> BY_NAME =
      new Comparator<>() {
        @Override
        public int compare(Place one, Place other) {
          int byTouchpoint = one.touchpoint.compareTo(other.touchpoint);
          if (byTouchpoint != 0) {
            return byTouchpoint;
          }
          return one.through.isPresent() && other.through.isPresent()
              ? one.through.get().compareTo(other.through.get())
              : Boolean.compare(one.through.isPresent(), other.through.isPresent());
        }
      };

  final Touchpoint touchpoint;

  /** Where the line goes on to, if this is a gap; {@link #touchpoint} is where it comes from. */
  final Optional<Touchpoint> through;

  final int column;

  /** What it is joined to in the column to the left and in the column to the right. */
  final List<Join> before = new ArrayList<>();

  final List<Join> after = new ArrayList<>();

  /** Its number while columns are ordered. */
  int number;

  /** How much room it takes: the card, what stands on it and what hangs below it. */
  int height;

  /** How much of that is above the card. */
  int headroom;

  /** The card alone. */
  int cardHeight;

  /** The height of the card, or of the gap. */
  int y;

  /** The height at which a gap's line would be straight. */
  double wish;

  private Place(Touchpoint touchpoint, Optional<Touchpoint> through, int column) {
    this.touchpoint = touchpoint;
    this.through = through;
    this.column = column;
  }

  static Place card(Touchpoint touchpoint, int column) {
    return new Place(touchpoint, Optional.empty(), column);
  }

  static Place gap(Touchpoint from, Touchpoint to, int column) {
    return new Place(from, Optional.of(to), column);
  }

  /** Joins a place to one in the next column. */
  static void join(Place left, Place right, double weight) {
    left.after.add(new Join(right, weight));
    right.before.add(new Join(left, weight));
  }

  boolean isCard() {
    return through.isEmpty();
  }

  /** Where a line goes that only passes, or the middle of the card. */
  int middle() {
    return y + (isCard() ? headroom + cardHeight / 2 : height / 2);
  }

  @Override
  public String toString() {
    return touchpoint + (isCard() ? "" : " to " + through.get()) + " in " + column;
  }
}
