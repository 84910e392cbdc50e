package io.github.senda.storefront.capture;

import static io.github.senda.storefront.capture.Traits.NONE;
import static io.github.senda.storefront.capture.Traits.Trait.ACT;
import static io.github.senda.storefront.capture.Traits.Trait.BARE;
import static io.github.senda.storefront.capture.Traits.Trait.FAILED;
import static io.github.senda.storefront.capture.Traits.Trait.MUTE;
import static io.github.senda.storefront.capture.Traits.Trait.REFUSED;
import static io.github.senda.storefront.capture.Traits.Trait.SENT;
import static io.github.senda.storefront.capture.Traits.Trait.SETTLED;
import static io.github.senda.storefront.capture.Traits.Trait.SHOWN;

import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;

/** Forms that did not go through: a sign-in, a step of the checkout, an order, a coupon. */
final class Failures {

  private final int loginFailed;
  private final int checkoutError;
  private final int couponRefused;
  private final int pageView;

  Failures(List<Touchpoint> numbers) {
    this.loginFailed = numbers.indexOf(Touchpoints.LOGIN_FAILED);
    this.checkoutError = numbers.indexOf(Touchpoints.CHECKOUT_ERROR);
    this.couponRefused = numbers.indexOf(Touchpoints.COUPON_REFUSED);
    this.pageView = numbers.indexOf(Touchpoints.PAGE_VIEW);
  }

  void tell(Visit visit) {
    int page = NONE;
    int view = NONE;
    for (int i = 0; i < visit.length(); i++) {
      Traits here = visit.traits(i);
      if (!visit.means(i)) {
        // A form that nothing names may show the page on which the next one stands.
        if (here.is(ACT) && here.is(SHOWN) && here.view() != NONE) {
          view = here.view();
        }
        continue;
      }
      if (here.is(ACT) && !here.is(SETTLED) && failed(visit, i, page, view)) {
        visit.set(
            i,
            switch (visit.role(i)) {
              case LOGIN -> loginFailed;
              case COUPON -> couponRefused;
              case FORM -> here.is(SHOWN) ? pageView : Visit.NONE;
              default -> checkoutError;
            });
      }
      if (!here.is(SENT)) {
        view = here.view();
        page = here.is(ACT) ? page : here.place();
      }
    }
  }

  /**
   * Whether a form did not go through: the shop never answers it so when it is right, or shows the
   * view again on which it stands, or the visitor sends it again from where the answer led. A
   * coupon's page is shown again either way, and people try one code after another.
   *
   * @param page the place of the page before
   * @param view the view that was shown last
   */
  private static boolean failed(Visit visit, int at, int page, int view) {
    Traits here = visit.traits(at);
    Role role = visit.role(at);
    if (here.is(REFUSED)) {
      return true;
    }
    if (!role.canFail()) {
      return false;
    }
    if (!here.is(SENT) && here.view() != NONE) {
      return here.view() == view && !isOrderLoadedAgain(visit, at);
    }
    boolean back = here.target() == here.place() || (page != NONE && here.target() == page);
    return !(here.is(MUTE) && role == Role.STEP)
        && !(here.is(SENT) && !back)
        && isSentAgain(visit, at, page);
  }

  /** An order that went through, then its answer loaded again: the view is that of the thanks. */
  private static boolean isOrderLoadedAgain(Visit visit, int at) {
    return at > 0
        && visit.isSameSign(at, at - 1)
        && visit.role(at) == Role.PURCHASE
        && visit.role(at - 1) == Role.PURCHASE;
  }

  private static boolean isSentAgain(Visit visit, int at, int page) {
    Traits here = visit.traits(at);
    for (int next = visit.next(at); next < visit.length(); next = visit.next(next)) {
      Traits other = visit.traits(next);
      if (other.is(ACT)) {
        // A button pressed again at once is a page loaded again: nothing could be corrected.
        boolean loadedAgain =
            here.is(BARE)
                && here.is(SHOWN)
                && next == at + 1
                && visit.role(at) == Role.PURCHASE
                && visit.isSameSign(at, next);
        return other.form() == here.form() && !loadedAgain && !other.is(FAILED);
      }
      boolean shownAgain =
          other.place() == here.place() || other.place() == here.target() || other.place() == page;
      if (!shownAgain) {
        return false;
      }
    }
    return false;
  }
}
