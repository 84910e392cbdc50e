package io.github.senda.storefront.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects touches on their way into a store, and what becomes of them. For one thread. */
final class ToldBatch implements ToldTexts.Taker {

  /** So many bad touches are told one by one; all are counted. */
  static final int MOST_BAD = 1_000;

  private final ToldStore store;
  private final List<ToldTouch> touches = new ArrayList<>();
  private final List<Long> places = new ArrayList<>();
  private final List<BadTouch> bad = new ArrayList<>();
  private long taken;
  private long known;
  private long unlinked;
  private long refused;

  ToldBatch(ToldStore store) {
    this.store = store;
  }

  @Override
  public void take(long place, ToldTouch touch) {
    touches.add(touch);
    places.add(place);
  }

  @Override
  public void refuse(BadTouch one) {
    refused++;
    if (bad.size() < MOST_BAD) {
      bad.add(one);
    }
  }

  /** Gives the store what was collected. */
  void flush() throws IOException {
    for (int from = 0; from < touches.size(); from += store.atOnce()) {
      int to = Math.min(from + store.atOnce(), touches.size());
      ToldStore.Taking taking = store.take(List.copyOf(touches.subList(from, to)));
      taken += taking.taken();
      known += to - from - taking.taken() - taking.bad().size();
      unlinked += taking.unlinked();
      for (BadTouch one : taking.bad()) {
        refuse(new BadTouch(places.get(from + (int) one.place()), one.field(), one.message()));
      }
    }
    touches.clear();
    places.clear();
  }

  /** What became of all of them, after giving the store the last. */
  ToldReport report() throws IOException {
    flush();
    bad.sort(Comparator.comparingLong(BadTouch::place));
    return new ToldReport(taken, known, unlinked, refused, bad);
  }
}
