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
          Touchpoints.BEGIN_CHECKOUT,
          Touchpoints.CHECKOUT_STEP);

  private static final int NONE = -1;
  private static final int LANDED = -2;
  private static final Set<String> OF_EVERY_FORM =
      Set.of(
          Exchange.FETCHED,
          Exchange.DATA,
          Exchange.REFUSED,
          "_csrf",
          "csrf",
          "csrftoken",
          "token",
          "_token",
          "nonce",
          "lang",
          "locale");

  private final boolean[] act;
  private final boolean[] sent;
  private final boolean[] refused;
  private final int[] place;
  private final int[] target;
  private final int[] form;
  private final int[] view;
  private final Role[] roles;
  private final int loginFailed;
  private final int checkoutError;
  private final int beginCheckout;
  private final int checkoutStep;

  /** What a touchpoint is to the checkout. */
  private enum Role {
    NEITHER,
    LOGIN,
    FORM,
    CHECKOUT_PAGE,
    STEP,
    CART_FILLED,
    PURCHASE,
    ORDER_PAGE;

    boolean canFail() {
      return this == LOGIN || this == FORM || this == STEP || this == PURCHASE;
    }
  }

  private VisitReader(int signs, List<Touchpoint> numbers) {
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
    this.beginCheckout = numbers.indexOf(Touchpoints.BEGIN_CHECKOUT);
    this.checkoutStep = numbers.indexOf(Touchpoints.CHECKOUT_STEP);
  }

  /**
   * A reader for a dictionary.
   *
   * @param signs the dictionary; empty where an entry is no sign
   * @param candidates what the rules say of each
   * @param numbers the touchpoints by the number that the meaning gives them
   */
  static VisitReader of(
      List<Optional<Sign>> signs, List<Optional<Touchpoint>> candidates, List<Touchpoint> numbers) {
    VisitReader reader = new VisitReader(signs.size(), numbers);
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
      reader.act[i] = !sign.get().method().equals("GET");
      reader.sent[i] = sign.get().statusClass() == 3;
      reader.place[i] = number(place(sign.get()), places);
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

  private static String place(Sign sign) {
    return place(sign.path(), sign.parameters());
  }

  /** The place that a redirect leads to: as a sign of that path and query would have it. */
  private static String target(String redirect) {
    int query = redirect.indexOf('?');
    return query < 0
        ? redirect
        : place(
            redirect.substring(0, query),
            Stream.of(redirect.substring(query + 1).split("&")).sorted().toList());
  }

  private static String place(String path, List<String> parameters) {
    StringBuilder place = new StringBuilder(path);
    for (String parameter : parameters) {
      if (parameter.indexOf('=') > 0) {
        place.append('&').append(parameter);
      }
    }
    return place.toString();
  }

  private static int number(String place, Map<String, Integer> places) {
    return places.computeIfAbsent(place, added -> places.size());
  }

  /** Sent twice, a form may differ by a box that was ticked; two forms of one URL share little. */
  private static int form(Sign sign, int place, List<Set<String>> forms, List<Integer> formPlaces) {
    Set<String> names = new HashSet<>(sign.parameters());
    names.removeAll(OF_EVERY_FORM);
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
    } else if (touchpoint.equals(Touchpoints.PURCHASE)) {
      return Role.PURCHASE;
    } else if (touchpoint.equals(Touchpoints.VIEW_ORDER)) {
      return Role.ORDER_PAGE;
    }
    return Role.NEITHER;
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
    Set<Integer> redirected = new HashSet<>();
    for (int i = 0; i < act.length; i++) {
      if (act[i] && sent[i] && canFail(candidates.get(i))) {
        redirected.add(form[i]);
      }
    }
    for (int i = 0; i < act.length; i++) {
      refused[i] =
          act[i]
              && !sent[i]
              && view[i] == NONE
              && canFail(candidates.get(i))
              && redirected.contains(form[i]);
    }
  }

  private static boolean canFail(Optional<Touchpoint> touchpoint) {
    return touchpoint.map(VisitReader::role).map(Role::canFail).orElse(false);
  }

  @Override
  public void read(int[] touchpoints, int[] signs, int[] orders, long[] micros, int length) {
    tellFailures(touchpoints, signs, length);
    tellOrders(touchpoints, signs, length);
  }

  private void tellFailures(int[] touchpoints, int[] signs, int length) {
    int page = NONE;
    int seen = NONE;
    for (int i = 0; i < length; i++) {
      int touchpoint = touchpoints[i];
      if (touchpoint < 0) {
        continue;
      }
      int sign = signs[i];
      Role role = roles[touchpoint];
      if (act[sign] && role.canFail() && failed(i, touchpoints, signs, length, page, seen)) {
        touchpoints[i] =
            switch (role) {
              case LOGIN -> loginFailed;
              case FORM -> NONE;
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
    if (refused[sign]) {
      return true;
    }
    if (!sent[sign] && view[sign] != NONE) {
      return view[sign] == seen;
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
        return form[other] == form[sign];
      }
      boolean shownAgain =
          place[other] == place[sign] || place[other] == target[sign] || place[other] == page;
      if (!shownAgain) {
        return false;
      }
    }
    return false;
  }

  private void tellOrders(int[] touchpoints, int[] signs, int length) {
    boolean begun = false;
    boolean filled = false;
    int bought = NONE;
    for (int i = 0; i < length; i++) {
      int touchpoint = touchpoints[i];
      if (touchpoint < 0) {
        continue;
      }
      int sign = signs[i];
      switch (roles[touchpoint]) {
        case CHECKOUT_PAGE, STEP -> {
          // A visitor may come to the first page by a form, as by the address of a guest.
          boolean first = !begun && touchpoint == checkoutStep && !sent[sign];
          if (!act[sign] || first) {
            touchpoints[i] = begun ? checkoutStep : beginCheckout;
            begun = true;
          }
          filled = true;
        }
        case CART_FILLED -> filled = true;
        case PURCHASE -> {
          if (!act[sign] && filled && goesOn(i, touchpoints, signs, length)) {
            touchpoints[i] = begun ? checkoutStep : beginCheckout;
            begun = true;
          } else if (filled || (act[sign] && bought == NONE)) {
            bought = sign;
            begun = false;
            filled = false;
          } else {
            touchpoints[i] = NONE;
          }
        }
        case ORDER_PAGE -> {
          if (bought >= 0 && target[bought] == place[sign] && !act[sign]) {
            // The order's own page is the thank-you page here; asked for again, it is itself.
            touchpoints[i] = NONE;
            bought = LANDED;
          }
        }
        default -> {}
      }
    }
  }

  /** A page that confirms is the last look at an order, not the end, where its form follows. */
  private boolean goesOn(int at, int[] touchpoints, int[] signs, int length) {
    for (int next = at + 1; next < length; next++) {
      int touchpoint = touchpoints[next];
      if (touchpoint >= 0) {
        Role role = roles[touchpoint];
        if (role == Role.CART_FILLED || (role == Role.CHECKOUT_PAGE && !act[signs[next]])) {
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
