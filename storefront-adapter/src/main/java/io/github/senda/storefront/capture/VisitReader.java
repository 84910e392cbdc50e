package io.github.senda.storefront.capture;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What only the sequence of a visit tells: the same form once more, the first page of a checkout,
 * one purchase per order. What a shop always does with a form is worked out once from its signs;
 * reading a visit then is a pass over numbers. Keeps nothing; safe for any thread.
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

  private static final int NONE = -1;
  private static final int LANDED = -2;

  /** What stands in forms of every kind, and so tells none from another. */
  private static final Pattern OF_EVERY_FORM =
      Pattern.compile(
          "(?i)token|csrf|nonce|view_?state|form_?key|security_?hash|synchronizer|dynsess|_dyn"
              + "|^lang$|^locale$|^commit$|^submit$");

  private final boolean[] act;
  private final boolean[] sent;
  private final boolean[] refused;
  private final boolean[] settled;
  private final boolean[] shown;
  private final boolean[] plain;
  private final boolean[] elsewhere;
  private final boolean[] bare;
  private final boolean[] noted;
  private final boolean[] thanks;
  private final boolean[] mute;
  private final boolean[] failedByStatus;
  private final boolean[] confirms;
  private final int[] place;
  private final int[] target;
  private final int[] form;
  private final int[] view;
  private final Role[] roles;
  private final int loginFailed;
  private final int checkoutError;
  private final int couponRefused;
  private final int beginCheckout;
  private final int checkoutStep;
  private final int purchase;
  private final int pageView;
  private final int viewItem;
  private final int viewList;
  private final boolean hasSteps;
  private final boolean itemsUnknown;
  private final boolean listsUnknown;

  /** What a touchpoint is to the checkout. */
  private enum Role {
    NEITHER,
    LOGIN,
    FORM,
    CHECKOUT_PAGE,
    STEP,
    CART_FILLED,
    CART_CHANGED,
    COUPON,
    ITEM,
    SEARCH,
    PURCHASE,
    ORDER_PAGE;

    boolean canFail() {
      return this == LOGIN || this == FORM || this == STEP || this == PURCHASE || this == COUPON;
    }
  }

  private VisitReader(Site site, List<Touchpoint> numbers) {
    int signs = site.entries().size();
    this.settled = new boolean[signs];
    this.shown = new boolean[signs];
    this.plain = new boolean[signs];
    this.elsewhere = new boolean[signs];
    this.bare = new boolean[signs];
    this.noted = new boolean[signs];
    this.thanks = new boolean[signs];
    this.mute = new boolean[signs];
    this.failedByStatus = new boolean[signs];
    this.confirms = new boolean[signs];
    this.hasSteps = site.entries().stream().anyMatch(VisitReader::isStep);
    this.itemsUnknown = !site.knows(Touchpoints.VIEW_ITEM);
    this.listsUnknown = !site.knows(Touchpoints.VIEW_ITEM_LIST);
    this.purchase = numbers.indexOf(Touchpoints.PURCHASE);
    this.pageView = numbers.indexOf(Touchpoints.PAGE_VIEW);
    this.viewItem = numbers.indexOf(Touchpoints.VIEW_ITEM);
    this.viewList = numbers.indexOf(Touchpoints.VIEW_ITEM_LIST);
    this.act = new boolean[signs];
    this.sent = new boolean[signs];
    this.refused = new boolean[signs];
    this.place = new int[signs];
    this.target = new int[signs];
    this.form = new int[signs];
    this.view = new int[signs];
    this.roles = numbers.stream().map(VisitReader::role).toArray(Role[]::new);
    this.loginFailed = numbers.indexOf(Touchpoints.LOGIN_FAILED);
    this.checkoutError = numbers.indexOf(Touchpoints.CHECKOUT_ERROR);
    this.couponRefused = numbers.indexOf(Touchpoints.COUPON_REFUSED);
    this.beginCheckout = numbers.indexOf(Touchpoints.BEGIN_CHECKOUT);
    this.checkoutStep = numbers.indexOf(Touchpoints.CHECKOUT_STEP);
  }

  /**
   * A reader for a dictionary.
   *
   * @param site the dictionary, read
   * @param numbers the touchpoints by the number that the meaning gives them
   */
  static VisitReader of(Site site, List<Touchpoint> numbers) {
    List<Optional<Sign>> signs = site.entries().stream().map(Site.Entry::sign).toList();
    List<Optional<Touchpoint>> candidates =
        site.entries().stream().map(Site.Entry::touchpoint).toList();
    VisitReader reader = new VisitReader(site, numbers);
    Map<String, Integer> places = new HashMap<>();
    List<Set<String>> forms = new ArrayList<>();
    List<Integer> formPlaces = new ArrayList<>();
    Map<String, Integer> views = new HashMap<>();
    for (int i = 0; i < signs.size(); i++) {
      Optional<Sign> sign = signs.get(i);
      reader.form[i] = NONE;
      reader.place[i] = NONE;
      reader.target[i] = NONE;
      reader.view[i] = NONE;
      if (sign.isEmpty()) {
        continue;
      }
      Site.Entry entry = site.entries().get(i);
      reader.settled[i] = entry.settled();
      reader.shown[i] = entry.isPage() || entry.isFormAnsweredByPage();
      reader.plain[i] = entry.isPlainPage() && !site.isHome(sign.get());
      reader.failedByStatus[i] = sign.get().statusClass() >= 4;
      // Data in a body says nothing of itself: two such are not the same form for that.
      reader.mute[i] =
          sign.get().has(Exchange.FETCHED)
              && sign.get().parameters().stream().allMatch(name -> name.charAt(0) == ':');
      reader.noted[i] = sign.get().has(Exchange.REFUSED);
      reader.bare[i] = isBare(sign.get());
      reader.thanks[i] =
          reader.shown[i]
              && !entry.settled()
              && sign.get().method().equals("GET")
              && !entry.rule().equals(Rules.LINK)
              && !entry.rule().equals(Site.LINKS_END);
      reader.confirms[i] = entry.rule().equals(Rules.CONFIRMATION);
      reader.elsewhere[i] = sign.get().redirect().filter(to -> to.startsWith("//")).isPresent();
      reader.act[i] = !sign.get().method().equals("GET");
      reader.sent[i] = sign.get().statusClass() == 3;
      reader.place[i] = number(Site.place(sign.get()), places);
      reader.target[i] = sign.get().redirect().map(to -> number(target(to), places)).orElse(NONE);
      reader.view[i] =
          sign.get()
              .forward()
              .map(view -> views.computeIfAbsent(view, v -> views.size()))
              .orElse(NONE);
      if (reader.act[i]) {
        reader.form[i] = form(sign.get(), reader.place[i], forms, formPlaces);
      }
    }
    reader.forgetViewsOfEverything(candidates, views.size());
    reader.tellRefusals(candidates);
    return reader;
  }

  /** The place that a redirect leads to: as a sign of that path and query would have it. */
  private static String target(String redirect) {
    int query = redirect.indexOf('?');
    return query < 0
        ? redirect
        : Site.place(
            redirect.substring(0, query),
            Stream.of(redirect.substring(query + 1).split("&")).sorted().toList());
  }

  private static int number(String place, Map<String, Integer> places) {
    return places.computeIfAbsent(place, added -> places.size());
  }

  /** Sent twice, a form may differ by a box that was ticked; two forms of one URL share little. */
  private static int form(Sign sign, int place, List<Set<String>> forms, List<Integer> formPlaces) {
    Set<String> names = new HashSet<>(sign.parameters());
    names.removeIf(VisitReader::isOfEveryForm);
    for (int known = 0; known < forms.size(); known++) {
      if (formPlaces.get(known) == place) {
        Set<String> common = new HashSet<>(forms.get(known));
        common.retainAll(names);
        if (common.size() * 2 > Math.max(forms.get(known).size(), names.size())
            || (names.isEmpty() && forms.get(known).isEmpty())) {
          return known;
        }
      }
    }
    forms.add(names);
    formPlaces.add(place);
    return forms.size() - 1;
  }

  private static boolean isOfEveryForm(String name) {
    return name.charAt(0) == ':' || OF_EVERY_FORM.matcher(name).find();
  }

  private static Role role(Touchpoint touchpoint) {
    if (touchpoint.equals(Touchpoints.LOGIN)) {
      return Role.LOGIN;
    } else if (touchpoint.equals(Touchpoints.SIGN_UP)
        || touchpoint.equals(Touchpoints.CONTACT)
        || touchpoint.equals(Touchpoints.NEWSLETTER)
        || touchpoint.equals(Touchpoints.WRITE_REVIEW)) {
      return Role.FORM;
    } else if (touchpoint.equals(Touchpoints.BEGIN_CHECKOUT)) {
      return Role.CHECKOUT_PAGE;
    } else if (touchpoint.equals(Touchpoints.CHECKOUT_STEP)
        || touchpoint.equals(Touchpoints.ADD_SHIPPING_INFO)
        || touchpoint.equals(Touchpoints.ADD_PAYMENT_INFO)) {
      return Role.STEP;
    } else if (touchpoint.equals(Touchpoints.ADD_TO_CART)) {
      return Role.CART_FILLED;
    } else if (touchpoint.equals(Touchpoints.REMOVE_FROM_CART)
        || touchpoint.equals(Touchpoints.UPDATE_CART)) {
      return Role.CART_CHANGED;
    } else if (touchpoint.equals(Touchpoints.APPLY_COUPON)) {
      return Role.COUPON;
    } else if (touchpoint.equals(Touchpoints.SEARCH)) {
      return Role.SEARCH;
    } else if (touchpoint.equals(Touchpoints.VIEW_ITEM)) {
      return Role.ITEM;
    } else if (touchpoint.equals(Touchpoints.PURCHASE)) {
      return Role.PURCHASE;
    } else if (touchpoint.equals(Touchpoints.VIEW_ORDER)) {
      return Role.ORDER_PAGE;
    }
    return Role.NEITHER;
  }

  private static boolean isStep(Site.Entry entry) {
    return entry.sign().isPresent()
        && !entry.sign().get().method().equals("GET")
        && entry.touchpoint().map(VisitReader::role).filter(Role.STEP::equals).isPresent();
  }

  /** A form with nothing in it that a visitor could correct: a button, and a box to tick. */
  private static boolean isBare(Sign sign) {
    Set<String> names = new HashSet<>(sign.parameters());
    names.removeIf(name -> name.indexOf('=') > 0 || isOfEveryForm(name));
    return names.size() <= 2;
  }

  /** A view that frames pages of many kinds says nothing by being shown again. */
  private void forgetViewsOfEverything(List<Optional<Touchpoint>> candidates, int views) {
    List<Set<Optional<Touchpoint>>> shown = new ArrayList<>();
    for (int i = 0; i < views; i++) {
      shown.add(new HashSet<>());
    }
    for (int i = 0; i < view.length; i++) {
      if (view[i] >= 0 && !act[i]) {
        shown.get(view[i]).add(candidates.get(i));
      }
    }
    for (int i = 0; i < view.length; i++) {
      if (view[i] >= 0 && shown.get(view[i]).size() > 1) {
        view[i] = NONE;
      }
    }
  }

  /**
   * A form that the shop answers by a redirect when it is right was wrong where the answer is a
   * page. Where views are seen these tell it better.
   */
  private void tellRefusals(List<Optional<Touchpoint>> candidates) {
    Redirected redirected = new Redirected(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (int i = 0; i < act.length; i++) {
      if (act[i] && sent[i] && canFail(candidates.get(i))) {
        redirected.forms().add(form[i]);
        redirected.places().add(place[i]);
        redirected.touchpoints().add(candidates.get(i).orElseThrow());
      }
    }
    for (int i = 0; i < act.length; i++) {
      refused[i] =
          act[i]
              && canFail(candidates.get(i))
              && (noted[i]
                  || (failedByStatus[i] && isCoupon(candidates.get(i)))
                  || (!sent[i]
                      && (view[i] == NONE || isCoupon(candidates.get(i)))
                      && isOtherwise(i, candidates, redirected)));
    }
  }

  /** The forms that are answered by a redirect, where they are sent to, and what they are. */
  private record Redirected(Set<Integer> forms, Set<Integer> places, Set<Touchpoint> touchpoints) {}

  /** Whether a form that was answered by a page is otherwise answered by a redirect. */
  private boolean isOtherwise(
      int sign, List<Optional<Touchpoint>> candidates, Redirected redirected) {
    boolean login = candidates.get(sign).filter(Touchpoints.LOGIN::equals).isPresent();
    return redirected.forms().contains(form[sign])
        || (login
            && shown[sign]
            && (redirected.touchpoints().contains(Touchpoints.LOGIN)
                || redirected.places().contains(place[sign])));
  }

  /** The cart is shown after a code, whether it was right or wrong: that tells nothing of it. */
  private static boolean isCoupon(Optional<Touchpoint> touchpoint) {
    return touchpoint.filter(Touchpoints.APPLY_COUPON::equals).isPresent();
  }

  private static boolean canFail(Optional<Touchpoint> touchpoint) {
    return touchpoint.map(VisitReader::role).map(Role::canFail).orElse(false);
  }

  @Override
  public void read(int[] touchpoints, int[] signs, int[] orders, long[] micros, int length) {
    tellProducts(touchpoints, signs, length);
    tellFailures(touchpoints, signs, length);
    tellOrders(touchpoints, signs, orders, length);
  }

  private void tellFailures(int[] touchpoints, int[] signs, int length) {
    int page = NONE;
    int seen = NONE;
    for (int i = 0; i < length; i++) {
      int touchpoint = touchpoints[i];
      int sign = signs[i];
      if (touchpoint < 0) {
        // A form that nothing names may show the page on which the next one stands.
        if (act[sign] && shown[sign] && view[sign] != NONE) {
          seen = view[sign];
        }
        continue;
      }
      Role role = roles[touchpoint];
      if (act[sign]
          && !settled[sign]
          && role.canFail()
          && failed(i, touchpoints, signs, length, page, seen)) {
        touchpoints[i] =
            switch (role) {
              case LOGIN -> loginFailed;
              case COUPON -> couponRefused;
              case FORM -> shown[sign] ? pageView : NONE;
              default -> checkoutError;
            };
      }
      if (!sent[sign]) {
        seen = view[sign];
        page = act[sign] ? page : place[sign];
      }
    }
  }

  /**
   * Whether a form did not go through: the shop never answers it so when it is right, or shows the
   * view again on which it stands, or the visitor sends it again from where the answer led.
   */
  private boolean failed(int at, int[] touchpoints, int[] signs, int length, int page, int seen) {
    int sign = signs[at];
    if (refused[sign] || roles[touchpoints[at]] == Role.COUPON) {
      return refused[sign];
    }
    if (!sent[sign] && view[sign] != NONE) {
      return view[sign] == seen && !isSentAgain(at, touchpoints, signs);
    }
    if (mute[sign] && roles[touchpoints[at]] == Role.STEP) {
      return false;
    }
    boolean back = target[sign] == place[sign] || (page != NONE && target[sign] == page);
    if (sent[sign] && !back) {
      return false;
    }
    for (int next = at + 1; next < length; next++) {
      int other = signs[next];
      if (touchpoints[next] < 0) {
        continue;
      }
      if (act[other]) {
        // A button pressed again at once is a page loaded again: nothing could be corrected.
        boolean loadedAgain =
            bare[sign]
                && shown[sign]
                && next == at + 1
                && roles[touchpoints[at]] == Role.PURCHASE
                && other == sign;
        return form[other] == form[sign] && !loadedAgain && !failedByStatus[other];
      }
      boolean shownAgain =
          place[other] == place[sign] || place[other] == target[sign] || place[other] == page;
      if (!shownAgain) {
        return false;
      }
    }
    return false;
  }

  /** An order that went through, then its answer loaded again: the view is that of the thanks. */
  private boolean isSentAgain(int at, int[] touchpoints, int[] signs) {
    return at > 0
        && signs[at - 1] == signs[at]
        && touchpoints[at] == purchase
        && touchpoints[at - 1] == purchase;
  }

  /**
   * Pages that no word names, in a shop whose products or lists no word names: what is looked at
   * before it is put into the cart is a product, and what leads to a product is a list.
   */
  private void tellProducts(int[] touchpoints, int[] signs, int length) {
    for (int i = 0; i < length; i++) {
      if (touchpoints[i] >= 0 && plain[signs[i]] && isAddedTo(i, touchpoints, signs, length)) {
        touchpoints[i] = viewItem;
      }
    }
    if (listsUnknown) {
      int next = NONE;
      for (int i = length - 1; i >= 0; i--) {
        if (touchpoints[i] >= 0 && shown[signs[i]]) {
          if (plain[signs[i]]
              && touchpoints[i] == pageView
              && next >= 0
              && touchpoints[next] == viewItem) {
            touchpoints[i] = viewList;
          }
          next = i;
        }
      }
    }
    if (itemsUnknown) {
      int last = NONE;
      for (int i = 0; i < length; i++) {
        if (touchpoints[i] >= 0 && shown[signs[i]]) {
          boolean afterList =
              last >= 0
                  && (touchpoints[last] == viewList || roles[touchpoints[last]] == Role.SEARCH);
          if (plain[signs[i]] && touchpoints[i] == pageView && afterList) {
            touchpoints[i] = viewItem;
          }
          last = i;
        }
      }
    }
  }

  private boolean isAddedTo(int at, int[] touchpoints, int[] signs, int length) {
    for (int next = at + 1; next < length; next++) {
      int touchpoint = touchpoints[next];
      if (touchpoint >= 0 && roles[touchpoint] == Role.CART_FILLED) {
        return true;
      }
      if (touchpoint >= 0 && shown[signs[next]]) {
        return false;
      }
    }
    return false;
  }

  private void tellOrders(int[] touchpoints, int[] signs, int[] orders, int length) {
    boolean begun = false;
    boolean filled = false;
    boolean acted = false;
    int bought = NONE;
    int landed = NONE;
    Set<Integer> known = new HashSet<>();
    for (int i = 0; i < length; i++) {
      int touchpoint = touchpoints[i];
      int sign = signs[i];
      acted |= elsewhere[sign];
      if (touchpoint < 0) {
        continue;
      }
      acted |= act[sign] && (roles[touchpoint] == Role.STEP || touchpoint == checkoutError);
      switch (roles[touchpoint]) {
        case CHECKOUT_PAGE, STEP -> {
          // A visitor may come to the first page by a form, as by the address of a guest.
          boolean first = !begun && touchpoint == checkoutStep && !sent[sign];
          if (!settled[sign] && (!act[sign] || first)) {
            touchpoints[i] = begun ? checkoutStep : beginCheckout;
          }
          begun |= !act[sign] || first;
          filled = true;
        }
        case CART_FILLED -> filled = true;
        case PURCHASE -> {
          boolean again = orders[i] != 0 && (orders[i] < 0 || !known.add(orders[i]));
          if (again) {
            touchpoints[i] = NONE;
          } else if (thanks[sign]
              && filled
              && ((confirms[sign] && goesOn(i, touchpoints, signs, length))
                  || (hasSteps && !acted))) {
            touchpoints[i] = begun ? checkoutStep : beginCheckout;
            begun = true;
          } else if (!settled[sign]
              && !thanks[sign]
              && filled
              && goesWrong(i, touchpoints, signs, length)) {
            touchpoints[i] = checkoutError;
          } else if (filled || (!thanks[sign] && bought == NONE) || settled[sign]) {
            int placed = thanks[sign] ? placedBefore(i, touchpoints, signs) : i;
            touchpoints[i] = NONE;
            touchpoints[placed] = purchase;
            bought = signs[placed];
            acted = false;
            begun = false;
            filled = false;
          } else {
            touchpoints[i] = NONE;
          }
        }
        case ORDER_PAGE -> {
          // The order's own page is the thank-you page here; asked for again later, it is itself.
          boolean lands = bought >= 0 && target[bought] == place[sign] && !act[sign];
          if (lands || (bought == LANDED && landed == i - 1 && signs[landed] == sign)) {
            touchpoints[i] = NONE;
            bought = LANDED;
            landed = i;
          }
        }
        default -> {}
      }
    }
  }

  /**
   * Where an order was placed whose thank-you page is shown: by the last form of the checkout
   * before it, if that did not lead to another host, else by the page itself.
   */
  private int placedBefore(int page, int[] touchpoints, int[] signs) {
    for (int i = page - 1; i >= 0; i--) {
      int touchpoint = touchpoints[i];
      if (touchpoint < 0) {
        continue;
      }
      int sign = signs[i];
      Role role = roles[touchpoint];
      if (act[sign] && role == Role.STEP && !elsewhere[sign] && !settled[sign]) {
        return i;
      }
      if (act[sign] || (role != Role.CHECKOUT_PAGE && role != Role.STEP)) {
        return page;
      }
    }
    return page;
  }

  /**
   * An order leaves an empty cart: what was taken out of it afterwards, or a payment chosen anew
   * and the order placed again, says that it had not been placed.
   */
  private boolean goesWrong(int at, int[] touchpoints, int[] signs, int length) {
    boolean stepped = false;
    for (int next = at + 1; next < length; next++) {
      int touchpoint = touchpoints[next];
      if (touchpoint < 0) {
        continue;
      }
      int sign = signs[next];
      switch (roles[touchpoint]) {
        case CART_FILLED -> {
          return false;
        }
        case CART_CHANGED -> {
          return true;
        }
        case STEP, CHECKOUT_PAGE -> stepped = true;
        case PURCHASE -> {
          return stepped && !thanks[sign];
        }
        default -> {}
      }
    }
    return false;
  }

  /** A page that confirms is the last look at an order, not the end, where its form follows. */
  private boolean goesOn(int at, int[] touchpoints, int[] signs, int length) {
    for (int next = at + 1; next < length; next++) {
      int touchpoint = touchpoints[next];
      if (touchpoint >= 0) {
        Role role = roles[touchpoint];
        if (role == Role.CART_FILLED) {
          return false;
        }
        boolean ofCheckout =
            role == Role.STEP || role == Role.PURCHASE || touchpoint == checkoutError;
        if (ofCheckout && act[signs[next]]) {
          return true;
        }
      }
    }
    return false;
  }
}
