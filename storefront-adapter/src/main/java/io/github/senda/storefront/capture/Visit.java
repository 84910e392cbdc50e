package io.github.senda.storefront.capture;

import java.util.List;

/**
 * One visit while it is read: what its touches mean by now, and of which signs they are. What means
 * nothing has a negative number. Used by one thread.
 */
final class Visit {

  static final int NONE = -1;

  private final int[] touchpoints;
  private final int[] signs;
  private final int[] orders;
  private final int length;
  private final List<Traits> traits;
  private final Role[] roles;

  /**
   * @param touchpoints written to
   * @param traits of each sign
   * @param roles of each touchpoint
   */
  Visit(
      int[] touchpoints, int[] signs, int[] orders, int length, List<Traits> traits, Role[] roles) {
    this.touchpoints = touchpoints;
    this.signs = signs;
    this.orders = orders;
    this.length = length;
    this.traits = traits;
    this.roles = roles;
  }

  int length() {
    return length;
  }

  /** Whether a touch means something by now. */
  boolean means(int at) {
    return touchpoints[at] >= 0;
  }

  int touchpoint(int at) {
    return touchpoints[at];
  }

  void set(int at, int touchpoint) {
    touchpoints[at] = touchpoint;
  }

  /** The role of what a touch means by now. */
  Role role(int at) {
    return means(at) ? roles[touchpoints[at]] : Role.NEITHER;
  }

  Traits traits(int at) {
    return traits.get(signs[at]);
  }

  boolean is(int at, Traits.Trait trait) {
    return traits(at).is(trait);
  }

  boolean isSameSign(int at, int other) {
    return signs[at] == signs[other];
  }

  /** Which thing a touch was about: see {@link io.github.senda.journey.Meaning.Sequence#read}. */
  int order(int at) {
    return orders[at];
  }

  /** The next touch that means something; the length if there is none. */
  int next(int at) {
    int next = at + 1;
    while (next < length && !means(next)) {
      next++;
    }
    return next;
  }
}
