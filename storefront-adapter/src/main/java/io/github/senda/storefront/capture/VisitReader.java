package io.github.senda.storefront.capture;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.Arrays;
import java.util.List;

/**
 * What only the sequence of a visit tells: the same form once more, the first page of a checkout,
 * one purchase per order. What a shop always does with a form is worked out once from its signs;
 * reading a visit then is a few passes over numbers. Keeps nothing; safe for any thread.
 */
final class VisitReader implements Meaning.Sequence {

  /** Touchpoints that the sequence gives though no sign may mean them by itself. */
  static final List<Touchpoint> GIVES =
      List.of(
          Touchpoints.LOGIN_FAILED,
          Touchpoints.CHECKOUT_ERROR,
          Touchpoints.COUPON_REFUSED,
          Touchpoints.BEGIN_CHECKOUT,
          Touchpoints.CHECKOUT_STEP,
          Touchpoints.PURCHASE,
          Touchpoints.PAGE_VIEW,
          Touchpoints.VIEW_ITEM,
          Touchpoints.VIEW_ITEM_LIST);

  private final List<Traits> traits;
  private final Role[] roles;
  private final Products products;
  private final Failures failures;
  private final Orders orders;
  private final int newsletterSent;

  private VisitReader(Site site, List<Touchpoint> numbers) {
    this.traits = Traits.of(site);
    this.roles = numbers.stream().map(Role::of).toArray(Role[]::new);
    this.products = new Products(site, numbers);
    this.failures = new Failures(numbers);
    this.orders = new Orders(site, numbers);
    this.newsletterSent = numbers.indexOf(Touchpoints.NEWSLETTER_SENT);
  }

  /**
   * A reader for a dictionary.
   *
   * @param site the dictionary, read
   * @param numbers the touchpoints by the number that the meaning gives them
   */
  static VisitReader of(Site site, List<Touchpoint> numbers) {
    return new VisitReader(site, numbers);
  }

  @Override
  public void read(int[] touchpoints, int[] signs, int[] about, long[] micros, int length) {
    Visit visit = new Visit(touchpoints, signs, about, length, traits, roles);
    products.tell(visit);
    failures.tell(visit);
    orders.tell(visit);
    leaveOutLettersOnly(touchpoints, length);
  }

  /** A letter that the shop sent is no visit of anybody's unless something came of it. */
  private void leaveOutLettersOnly(int[] touchpoints, int length) {
    for (int i = 0; i < length; i++) {
      if (touchpoints[i] >= 0 && touchpoints[i] != newsletterSent) {
        return;
      }
    }
    Arrays.fill(touchpoints, 0, length, -1);
  }
}
