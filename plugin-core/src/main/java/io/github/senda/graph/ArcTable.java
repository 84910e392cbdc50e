package io.github.senda.graph;

import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The place of each transition in a list by the numbers of its touchpoints, the ends among them: by
 * a square of places, or by hash where that would be too large.
 */
final class ArcTable {

  private static final int LARGEST_SQUARE = 1024;

  private final int entry;
  private final int width;
  private final int[] square;
  private final Map<Long, Integer> places = new HashMap<>();

  private ArcTable(int entry, boolean small) {
    this.entry = entry;
    this.width = entry + 3;
    this.square = new int[small ? width * width : 0];
    Arrays.fill(square, -1);
  }

  /** The places of transitions between touchpoints that go by their place in a list. */
  static ArcTable of(List<Touchpoint> touchpoints, List<Transition> transitions) {
    int entry = touchpoints.size();
    ArcTable table = new ArcTable(entry, entry + 3 <= LARGEST_SQUARE);
    List<Touchpoint> all = new ArrayList<>(touchpoints);
    all.addAll(List.of(Touchpoint.ENTRY, Touchpoint.ACTIVE, Touchpoint.EXIT));
    Map<Touchpoint, Integer> numbers = new HashMap<>();
    for (int number = 0; number < all.size(); number++) {
      numbers.putIfAbsent(all.get(number), number);
    }
    for (int place = 0; place < transitions.size(); place++) {
      Transition transition = transitions.get(place);
      int from = numbers.get(transition.from());
      int to = numbers.get(transition.to());
      if (table.square.length > 0) {
        table.square[from * table.width + to] = place;
      } else {
        table.places.put((long) from * table.width + to, place);
      }
    }
    return table;
  }

  /** The number of {@link Touchpoint#ENTRY}. */
  int entry() {
    return entry;
  }

  /** The number of the end of a journey: {@link Touchpoint#ACTIVE} or {@link Touchpoint#EXIT}. */
  int end(boolean active) {
    return active ? entry + 1 : entry + 2;
  }

  /** The place of a transition, -1 if it is not in the list. */
  int place(int from, int to) {
    return square.length > 0
        ? square[from * width + to]
        : places.getOrDefault((long) from * width + to, -1);
  }
}
