package io.github.senda.storefront.intake;

import java.io.IOException;
import java.util.List;

/** Where touches from elsewhere go: a shop's store, or the panel of a shop that runs. */
@FunctionalInterface
public interface ToldStore {

  /**
   * What became of some touches.
   *
   * @param taken how many were new
   * @param unlinked how many named a customer who was left out
   * @param bad those that were refused, by their place in the list, from 0
   */
  record Taking(int taken, int unlinked, List<BadTouch> bad) {
    public Taking {
      bad = List.copyOf(bad);
    }
  }

  /** What a store that is busy with a shop takes at once. */
  int USUALLY_AT_ONCE = 2_000;

  /** So many touches are given to {@link #take} at once, at most. */
  default int atOnce() {
    return USUALLY_AT_ONCE;
  }

  /**
   * Keeps touches, each once for its source and key; when this returns they are on the disk.
   *
   * @throws IOException if it cannot be done now, with one sentence that says why; some may have
   *     been kept, and telling all again settles it
   */
  Taking take(List<ToldTouch> touches) throws IOException;
}
