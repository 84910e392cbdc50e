package io.github.senda.storefront.capture;

import io.github.senda.journey.Meaning;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a page itself told, as a sign: its method is {@code BEACON}, and all its parameters begin
 * with a colon. It is no step of a visitor, and nothing is read from it about other signs; only a
 * route of a shop that is a single page means what the page would that is asked for there, and no
 * more than looking at something. Pure; safe for any thread.
 */
public final class BeaconSign {

  static final String METHOD = "BEACON";
  static final String ROUTE = ":route";

  private static final String FIELD = ":field=";
  private static final String BEGINNING = METHOD + " ";

  /** What one may do by going somewhere: whatever else a page may mean, the server has seen. */
  private static final Set<Touchpoint> LOOKS =
      Set.of(
          Touchpoints.PAGE_VIEW,
          Touchpoints.SEARCH,
          Touchpoints.VIEW_ITEM_LIST,
          Touchpoints.VIEW_ITEM,
          Touchpoints.VIEW_CART,
          Touchpoints.BEGIN_CHECKOUT,
          Touchpoints.VIEW_ORDER,
          Touchpoints.ACCOUNT,
          Touchpoints.CONTACT);

  private static final Set<Touchpoint> LATER =
      Set.of(
          Touchpoints.CHECKOUT_STEP, Touchpoints.ADD_SHIPPING_INFO, Touchpoints.ADD_PAYMENT_INFO);

  private BeaconSign() {}

  /**
   * The sign of what a page told.
   *
   * @param path the page's path below the application, not yet a template
   * @param pattern the pattern by which the shop's own routing takes that path, if it has one
   * @param words what it told, as {@code :left} and {@code :visible=10}; names of fields are made
   *     what the filter makes of them
   */
  public static Sign of(String path, Optional<String> pattern, List<String> words, Parts parts) {
    List<String> kept = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith(FIELD)) {
        parts.name(word.substring(FIELD.length()), "").ifPresent(name -> kept.add(FIELD + name));
      } else {
        kept.add(word);
      }
    }
    return new Sign(
        METHOD,
        pattern
            .flatMap(known -> PathTemplate.of(known, path))
            .orElseGet(() -> parts.template(path)),
        List.copyOf(kept),
        Optional.empty(),
        0,
        false,
        Optional.empty());
  }

  /** Whether a sign's text is of what a page told. */
  static boolean is(String text) {
    return text.startsWith(BEGINNING);
  }

  /** The page that a route would be if it were asked for; empty if a text is of no route. */
  static Optional<Sign> page(String text) {
    if (!is(text)) {
      return Optional.empty();
    }
    try {
      Sign sign = Sign.parse(text);
      return sign.has(ROUTE) ? Optional.of(Sign.page(sign.path())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What a route may mean of what its page means. */
  static Optional<Touchpoint> look(Optional<Touchpoint> page) {
    return page.map(
        touchpoint ->
            LATER.contains(touchpoint)
                ? Touchpoints.BEGIN_CHECKOUT
                : LOOKS.contains(touchpoint) ? touchpoint : Touchpoints.PAGE_VIEW);
  }

  /**
   * A reader of visits that does not see what pages told, so that it changes nothing about all the
   * rest.
   *
   * @param texts the dictionary
   */
  static Meaning.Sequence apart(List<String> texts, Meaning.Sequence reader) {
    boolean[] told = new boolean[texts.size()];
    boolean any = false;
    for (int i = 0; i < told.length; i++) {
      told[i] = is(texts.get(i));
      any |= told[i];
    }
    return any
        ? (touchpoints, signs, orders, micros, length) ->
            read(reader, told, touchpoints, signs, orders, micros, length)
        : reader;
  }

  private static void read(
      Meaning.Sequence reader,
      boolean[] told,
      int[] touchpoints,
      int[] signs,
      int[] orders,
      long[] micros,
      int length) {
    int rest = 0;
    for (int i = 0; i < length; i++) {
      rest += told[signs[i]] ? 0 : 1;
    }
    if (rest == length) {
      reader.read(touchpoints, signs, orders, micros, length);
      return;
    }
    int[] restTouchpoints = new int[rest];
    int[] restSigns = new int[rest];
    int[] restOrders = new int[rest];
    long[] restMicros = new long[rest];
    int at = 0;
    for (int i = 0; i < length; i++) {
      if (!told[signs[i]]) {
        restTouchpoints[at] = touchpoints[i];
        restSigns[at] = signs[i];
        restOrders[at] = orders[i];
        restMicros[at++] = micros[i];
      }
    }
    reader.read(restTouchpoints, restSigns, restOrders, restMicros, rest);
    at = 0;
    for (int i = 0; i < length; i++) {
      if (!told[signs[i]]) {
        touchpoints[i] = restTouchpoints[at++];
      }
    }
  }
}
