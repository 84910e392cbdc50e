package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many journeys go over something hidden, for every share at once: what is shown is always a
 * beginning of one order, so of each journey only the transition that is shown last matters.
 * Immutable; safe for any thread.
 */
final class HiddenJourneys {

  private final long[] beyond;
  private final long all;

  private HiddenJourneys(long[] beyond, long all) {
    this.beyond = beyond;
    this.all = all;
  }

  /**
   * Reads a log once.
   *
   * @param meaning what touches mean before anything is merged or left out
   */
  static HiddenJourneys of(
      JourneyLog log,
      Meaning meaning,
      Set<Touchpoint> merged,
      Set<Touchpoint> leftOut,
      ShowingOrder order) {
    Touchpoint mark = unheardOf(meaning.touchpoints());
    Meaning marked =
        meaning.showing(
            touchpoint ->
                Optional.of(
                    leftOut.contains(touchpoint)
                        ? mark
                        : merged.contains(touchpoint) ? Touchpoints.OTHERS : touchpoint));
    int others = merged.isEmpty() ? -1 : marked.touchpoints().indexOf(Touchpoints.OTHERS);
    int gone = marked.touchpoints().indexOf(mark);
    ArcTable table = ArcTable.of(marked.touchpoints(), order.transitions());
    // One place more, for journeys that are hidden whichever transitions are shown.
    long[] beyond = new long[order.transitions().size() + 1];
    long all = 0;
    JourneyLog.Reader reader = log.reader(marked);
    while (reader.next()) {
      all++;
      int[] touchpoints = reader.touchpoints();
      int last = 0;
      int from = table.entry();
      for (int i = 0; i < reader.length(); i++) {
        int to = touchpoints[i];
        if (to == others || to == gone) {
          last = beyond.length - 1;
          break;
        }
        last = Math.max(last, table.place(from, to));
        from = to;
      }
      if (last < beyond.length - 1) {
        last = Math.max(last, table.place(from, table.end(reader.active())));
      }
      beyond[last]++;
    }
    for (int i = beyond.length - 2; i >= 0; i--) {
      beyond[i] += beyond[i + 1];
    }
    return new HiddenJourneys(beyond, all);
  }

  private static Touchpoint unheardOf(List<Touchpoint> known) {
    StringBuilder name = new StringBuilder("left out");
    while (known.contains(Touchpoint.of(name.toString()))) {
      name.append('!');
    }
    return Touchpoint.of(name.toString());
  }

  /** How many journeys go over a hidden touchpoint or over a transition that stands later. */
  long beyond(int shown) {
    return beyond[shown];
  }

  /** How many journeys there are. */
  long all() {
    return all;
  }
}
