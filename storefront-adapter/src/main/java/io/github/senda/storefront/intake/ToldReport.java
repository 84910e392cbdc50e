package io.github.senda.storefront.intake;

import java.util.List;

/**
 * What became of touches that were told. A value.
 *
 * @param taken how many were new and are in the store now
 * @param known how many had been told before and are there once
 * @param unlinked how many of both named a customer who was left out, as the shop links nobody
 * @param refused how many could not be taken
 * @param bad the first of these, with the reason, in the order in which they stand
 */
public record ToldReport(long taken, long known, long unlinked, long refused, List<BadTouch> bad) {

  public ToldReport {
    bad = List.copyOf(bad);
  }
}
