package io.github.senda.graph;

import java.util.List;

/**
 * The variants that may be shown each for itself, and all others as one: whoever is one of few that
 * took a way could be known by it ({@link SmallGroups}). Shown and others together are all. A
 * value; safe for any thread.
 *
 * @param shown the commonest, most journeys first, then by names
 * @param ways how many others there are
 * @param journeys how many journeys took one of the others
 */
public record CommonVariants(List<Variant> shown, int ways, long journeys) {

  public CommonVariants {
    shown = List.copyOf(shown);
  }

  /**
   * Parts variants. Where the rare ones are of too few journeys even together, the rarest of the
   * rest goes with them: the difference to the total would tell of them else.
   *
   * @param fewest how many journeys of one variant are enough; 1 or less for any
   * @param most so many are shown at most
   */
  public static CommonVariants of(Variants variants, long fewest, int most) {
    int common = variants.distinct() - variants.distinctBelow(fewest);
    int told = told(common, variants.journeysBelow(fewest), fewest, most);
    return of(variants.top(told), variants.distinct(), variants.journeys());
  }

  /** Parts ways without loops, as {@link #of(Variants, long, int)} does with variants. */
  public static CommonVariants of(WayCounts ways, long fewest, int most) {
    int common = ways.distinct() - ways.distinctBelow(fewest);
    int told = told(common, ways.journeysBelow(fewest), fewest, most);
    return of(ways.top(told), ways.distinct(), ways.journeys());
  }

  /** How many are shown of so many common ones. */
  static int told(int common, long rare, long fewest, int most) {
    return Math.min(most, rare > 0 && rare < fewest ? common - 1 : common);
  }

  private static CommonVariants of(List<Variant> shown, int distinct, long journeys) {
    return new CommonVariants(
        shown,
        distinct - shown.size(),
        journeys - shown.stream().mapToLong(Variant::journeys).sum());
  }
}
