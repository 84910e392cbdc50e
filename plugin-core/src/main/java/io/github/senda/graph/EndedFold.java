package io.github.senda.graph;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import java.util.Optional;

/** Something that is counted over ended journeys, one by one: one reading serves several. */
interface EndedFold {

  /**
   * Counts one ended journey.
   *
   * @param touchpoints the touchpoint number of each touch; not to be written nor kept
   * @param micros the times in microseconds, likewise
   * @param length the number of touches, at least one
   * @param reached the place of the first touch at the goal; negative if there is none, or no goal
   */
  void add(int[] touchpoints, long[] micros, int length, int reached);

  /** Reads the ended journeys of a log once. */
  static void read(JourneyLog log, Meaning meaning, Optional<Touchpoint> goal, EndedFold... folds) {
    int wanted = goal.map(meaning.touchpoints()::indexOf).orElse(-1);
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      if (reader.active()) {
        continue;
      }
      int[] touchpoints = reader.touchpoints();
      int length = reader.length();
      int reached = wanted < 0 ? -1 : place(touchpoints, length, wanted);
      for (EndedFold fold : folds) {
        fold.add(touchpoints, reader.micros(), length, reached);
      }
    }
  }

  private static int place(int[] touchpoints, int length, int wanted) {
    for (int i = 0; i < length; i++) {
      if (touchpoints[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
