package io.github.senda.storefront.capture;

import static io.github.senda.storefront.capture.Traits.Trait.ACT;
import static io.github.senda.storefront.capture.Traits.Trait.CONFIRMS;
import static io.github.senda.storefront.capture.Traits.Trait.SENT;
import static io.github.senda.storefront.capture.Traits.Trait.SENT_ELSEWHERE;
import static io.github.senda.storefront.capture.Traits.Trait.SETTLED;
import static io.github.senda.storefront.capture.Traits.Trait.THANKS;

import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the checkout begins, and one purchase for each order. */
final class Orders {

  private final int checkoutError;
  private final int beginCheckout;
  private final int checkoutStep;
  private final int purchase;
  private final boolean hasSteps;

  Orders(Site site, List<Touchpoint> numbers) {
    this.checkoutError = numbers.indexOf(Touchpoints.CHECKOUT_ERROR);
    this.beginCheckout = numbers.indexOf(Touchpoints.BEGIN_CHECKOUT);
    this.checkoutStep = numbers.indexOf(Touchpoints.CHECKOUT_STEP);
    this.purchase = numbers.indexOf(Touchpoints.PURCHASE);
    this.hasSteps = site.entries().stream().anyMatch(Orders::isStep);
  }

  private static boolean isStep(Site.Entry entry) {
    return entry.sign().filter(sign -> !sign.method().equals("GET")).isPresent()
        && entry.touchpoint().map(Role::of).filter(Role.STEP::equals).isPresent();
  }

  void tell(Visit visit) {
    new Reading(visit).read();
  }

  /** What is known of a visit up to some touch. */
  private final class Reading {
    private final Visit visit;
    private final Set<Integer> known = new HashSet<>();

    /** Whether a page of the checkout was shown since the last order. */
    private boolean begun;

    /** Whether something lies in the cart, as far as it was seen. */
    private boolean filled;

    /** Whether a form of the checkout was sent since the last order, or another host took it. */
    private boolean acted;

    /** Where the last order was placed, and where its own page was shown as thanks. */
    private int bought = Visit.NONE;

    private int landed = Visit.NONE;

    Reading(Visit visit) {
      this.visit = visit;
    }

    void read() {
      for (int i = 0; i < visit.length(); i++) {
        acted |= visit.is(i, SENT_ELSEWHERE);
        Role role = visit.role(i);
        acted |= visit.is(i, ACT) && (role == Role.STEP || visit.touchpoint(i) == checkoutError);
        switch (role) {
          case CHECKOUT_PAGE, STEP -> step(i);
          case CART_FILLED -> filled = true;
          case PURCHASE -> order(i);
          case ORDER_PAGE -> orderPage(i);
          default -> {}
        }
      }
    }

    private void step(int at) {
      boolean act = visit.is(at, ACT);
      // A visitor may come to the first page by a form, as by the address of a guest.
      boolean first = !begun && visit.touchpoint(at) == checkoutStep && !visit.is(at, SENT);
      if (!visit.is(at, SETTLED) && (!act || first)) {
        visit.set(at, begun ? checkoutStep : beginCheckout);
      }
      begun |= !act || first;
      filled = true;
    }

    private void order(int at) {
      boolean again = visit.order(at) != 0 && (visit.order(at) < 0 || !known.add(visit.order(at)));
      boolean thanks = visit.is(at, THANKS);
      boolean settled = visit.is(at, SETTLED);
      if (again) {
        visit.set(at, Visit.NONE);
      } else if (thanks && filled && isOnTheWay(at)) {
        visit.set(at, begun ? checkoutStep : beginCheckout);
        begun = true;
      } else if (!settled && !thanks && filled && goesWrong(at)) {
        visit.set(at, checkoutError);
      } else if (filled || settled || (!thanks && bought == Visit.NONE)) {
        bought = thanks ? placedBefore(at) : at;
        landed = Visit.NONE;
        visit.set(at, Visit.NONE);
        visit.set(bought, purchase);
        acted = false;
        begun = false;
        filled = false;
      } else {
        visit.set(at, Visit.NONE);
      }
    }

    /** The order's own page is the thank-you page here; asked for again later, it is itself. */
    private void orderPage(int at) {
      boolean lands =
          bought >= 0
              && landed == Visit.NONE
              && visit.traits(bought).target() == visit.traits(at).place()
              && !visit.is(at, ACT);
      boolean again = landed >= 0 && landed == at - 1 && visit.isSameSign(landed, at);
      if (lands || again) {
        visit.set(at, Visit.NONE);
        landed = at;
      }
    }

    /** Whether a page that thanks elsewhere is shown before the order is placed here. */
    private boolean isOnTheWay(int at) {
      return (visit.is(at, CONFIRMS) && goesOn(at)) || (hasSteps && !acted);
    }

    /**
     * Where an order was placed whose thank-you page is shown: by the last form of the checkout
     * before it, if that did not lead to another host, else by the page itself.
     */
    private int placedBefore(int page) {
      for (int i = page - 1; i >= 0; i--) {
        if (!visit.means(i)) {
          continue;
        }
        Role role = visit.role(i);
        boolean act = visit.is(i, ACT);
        if (act && role == Role.STEP && !visit.is(i, SENT_ELSEWHERE) && !visit.is(i, SETTLED)) {
          return i;
        }
        if (act || (role != Role.CHECKOUT_PAGE && role != Role.STEP)) {
          return page;
        }
      }
      return page;
    }

    /**
     * An order leaves an empty cart: what was taken out of it afterwards, or a payment chosen anew
     * and the order placed again, says that it had not been placed.
     */
    private boolean goesWrong(int at) {
      boolean stepped = false;
      for (int next = visit.next(at); next < visit.length(); next = visit.next(next)) {
        switch (visit.role(next)) {
          case CART_FILLED -> {
            return false;
          }
          case CART_CHANGED -> {
            return true;
          }
          case STEP, CHECKOUT_PAGE -> stepped = true;
          case PURCHASE -> {
            return stepped && !visit.is(next, THANKS);
          }
          default -> {}
        }
      }
      return false;
    }

    /** A page that confirms is the last look at an order, not the end, where its form follows. */
    private boolean goesOn(int at) {
      for (int next = visit.next(at); next < visit.length(); next = visit.next(next)) {
        Role role = visit.role(next);
        if (role == Role.CART_FILLED) {
          return false;
        }
        boolean ofCheckout =
            role == Role.STEP || role == Role.PURCHASE || visit.touchpoint(next) == checkoutError;
        if (ofCheckout && visit.is(next, ACT)) {
          return true;
        }
      }
      return false;
    }
  }
}
