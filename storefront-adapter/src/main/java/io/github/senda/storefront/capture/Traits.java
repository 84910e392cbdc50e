package io.github.senda.storefront.capture;

import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What reading a visit needs to know of one sign, worked out once from all signs of a shop. The
 * numbers of places, forms and views only compare; {@link #NONE} is none.
 *
 * @param is what holds of it
 * @param place where it is
 * @param target where its answer sent the visitor
 * @param form which form it is, of what is more than a look
 * @param view what showed it; none if that frames pages of many kinds, and so says nothing
 */
record Traits(Set<Trait> is, int place, int target, int form, int view) {

  static final int NONE = -1;

  /** What may hold of a sign. */
  enum Trait {
    /** It is more than a look: anything but a GET. */
    ACT,
    /** The answer sent the visitor on. */
    SENT,
    /** The answer sent the visitor to another host. */
    SENT_ELSEWHERE,
    /** The shop or the merchant said what it is. */
    SETTLED,
    /** A page was shown. */
    SHOWN,
    /** A page of which nothing is known, and not the first one. */
    PLAIN,
    /** A page that thanks, if it is an order's. */
    THANKS,
    /** A page that confirms, be it before the order is placed or after. */
    CONFIRMS,
    /** A form with nothing in it that a visitor could correct: a button, and a box to tick. */
    BARE,
    /** Data in a body, which says nothing of itself: two such are not the same form for that. */
    MUTE,
    /** The status says that it failed. */
    FAILED,
    /** The answer alone tells that the form did not go through. */
    REFUSED
  }

  /** What stands in forms of every kind, and so tells none from another. */
  private static final Pattern OF_EVERY_FORM =
      Pattern.compile(
          "(?i)token|csrf|nonce|view_?state|form_?key|security_?hash|synchronizer|dynsess|_dyn"
              + "|^lang$|^locale$|^commit$|^submit$");

  private static final Traits NOTHING =
      new Traits(EnumSet.noneOf(Trait.class), NONE, NONE, NONE, NONE);

  boolean is(Trait trait) {
    return is.contains(trait);
  }

  /** The traits of all signs of a shop, in the order of its entries. */
  static List<Traits> of(Site site) {
    Numbers numbers = new Numbers();
    Set<String> frames = frames(site);
    List<Traits> all = new ArrayList<>();
    for (Site.Entry entry : site.entries()) {
      all.add(entry.sign().isPresent() ? of(entry, entry.sign().get(), numbers, frames) : NOTHING);
    }
    tellRefusals(site.entries(), all);
    return List.copyOf(all);
  }

  private static Traits of(Site.Entry entry, Sign sign, Numbers numbers, Set<String> frames) {
    boolean look = sign.method().equals("GET");
    boolean shown = entry.isPage() || entry.isFormAnsweredByPage();
    Set<Trait> is = EnumSet.noneOf(Trait.class);
    add(is, Trait.ACT, !look);
    add(is, Trait.SENT, sign.statusClass() == 3);
    add(is, Trait.SENT_ELSEWHERE, sign.redirect().filter(to -> to.startsWith("//")).isPresent());
    add(is, Trait.SETTLED, entry.settled());
    add(is, Trait.SHOWN, shown);
    add(is, Trait.PLAIN, entry.isPlainPage());
    add(
        is,
        Trait.THANKS,
        shown
            && look
            && !entry.settled()
            && !entry.rule().equals(Rules.LINK)
            && !entry.rule().equals(Site.LINKS_END));
    add(is, Trait.CONFIRMS, entry.rule().equals(Rules.CONFIRMATION));
    add(is, Trait.BARE, isBare(sign));
    add(
        is,
        Trait.MUTE,
        sign.has(Exchange.FETCHED)
            && sign.parameters().stream().allMatch(name -> name.charAt(0) == ':'));
    add(is, Trait.FAILED, sign.statusClass() >= 4);
    int place = numbers.ofPlace(Site.place(sign));
    return new Traits(
        is,
        place,
        sign.redirect().map(to -> numbers.ofPlace(target(to))).orElse(NONE),
        look ? NONE : numbers.ofForm(sign, place),
        sign.forward().filter(view -> !frames.contains(view)).map(numbers::ofView).orElse(NONE));
  }

  private static void add(Set<Trait> is, Trait trait, boolean holds) {
    if (holds) {
      is.add(trait);
    }
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

  private static boolean isBare(Sign sign) {
    Set<String> names = new HashSet<>(sign.parameters());
    names.removeIf(name -> name.indexOf('=') > 0 || isOfEveryForm(name));
    return names.size() <= 2;
  }

  private static boolean isOfEveryForm(String name) {
    return name.charAt(0) == ':' || OF_EVERY_FORM.matcher(name).find();
  }

  /** The views that show pages of more than one kind. */
  private static Set<String> frames(Site site) {
    Map<String, Optional<Touchpoint>> kinds = new HashMap<>();
    Set<String> frames = new HashSet<>();
    for (Site.Entry entry : site.entries()) {
      if (entry.sign().filter(sign -> sign.method().equals("GET")).isPresent()) {
        entry
            .sign()
            .get()
            .forward()
            .filter(
                view ->
                    !kinds
                        .computeIfAbsent(view, first -> entry.touchpoint())
                        .equals(entry.touchpoint()))
            .ifPresent(frames::add);
      }
    }
    return frames;
  }

  /**
   * A form that the shop answers by a redirect when it is right was wrong where the answer is a
   * page. Where views are seen these tell it better, but for a coupon: its page is the same view
   * either way.
   */
  private static void tellRefusals(List<Site.Entry> entries, List<Traits> all) {
    Set<Integer> forms = new HashSet<>();
    Set<Integer> places = new HashSet<>();
    boolean logins = false;
    for (int i = 0; i < all.size(); i++) {
      Role role = role(entries.get(i));
      Traits one = all.get(i);
      if (one.is(Trait.ACT) && one.is(Trait.SENT) && (role.canFail() || role == Role.COUPON)) {
        forms.add(one.form());
        if (role.canFail()) {
          places.add(one.place());
        }
        logins |= role == Role.LOGIN;
      }
    }
    for (int i = 0; i < all.size(); i++) {
      Traits one = all.get(i);
      if (!one.is(Trait.ACT)) {
        continue;
      }
      boolean noted = entries.get(i).sign().get().has(Exchange.REFUSED);
      boolean page = !one.is(Trait.SENT);
      boolean otherwise = forms.contains(one.form());
      boolean refused =
          switch (role(entries.get(i))) {
            case COUPON -> noted || one.is(Trait.FAILED) || (page && otherwise);
            case LOGIN ->
                noted
                    || (page
                        && one.view() == NONE
                        && (otherwise
                            || (one.is(Trait.SHOWN) && (logins || places.contains(one.place())))));
            case FORM, STEP, PURCHASE -> noted || (page && one.view() == NONE && otherwise);
            default -> false;
          };
      add(one.is(), Trait.REFUSED, refused);
    }
  }

  private static Role role(Site.Entry entry) {
    return entry.touchpoint().map(Role::of).orElse(Role.NEITHER);
  }

  /** Numbers for what only compares. */
  private static final class Numbers {
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> views = new HashMap<>();
    private final List<Set<String>> forms = new ArrayList<>();
    private final List<Integer> formPlaces = new ArrayList<>();

    int ofPlace(String place) {
      return places.computeIfAbsent(place, added -> places.size());
    }

    int ofView(String view) {
      return views.computeIfAbsent(view, added -> views.size());
    }

    /** Sent twice, a form may differ by a box that was ticked; two of one URL share little. */
    int ofForm(Sign sign, int place) {
      Set<String> names = new HashSet<>(sign.parameters());
      names.removeIf(Traits::isOfEveryForm);
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
  }
}
