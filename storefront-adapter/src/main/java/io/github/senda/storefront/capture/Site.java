package io.github.senda.storefront.capture;

import io.github.senda.touch.Category;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * All signs of a shop read together, since one is often told by the others: what all addresses have
 * in common, whether pages are seen at all, which pages are sorted and paged, and so are lists, and
 * which stand below these, and so are products. Immutable; safe for any thread.
 */
final class Site {

  /** From so many paths on, what they begin with in common is taken for the shop's own place. */
  private static final int ENOUGH_PATHS = 8;

  private static final int MOST_IN_COMMON = 6;

  /** Why a cart's link is an order where a shop has nothing else that could be one. */
  static final String LINKS_END = "the only end of a shop made of links";

  /** Why a page that no word names is the first one. */
  static final String HOME_PAGE = "the first page";

  private static final int ENOUGH_SWAPPED = 3;
  private static final int ENOUGH_SIGNS = 12;

  /** A step of the shop is no place for a whole shop, whatever share of the paths it has. */
  private static final Phrases OF_A_STEP =
      Phrases.of(
          List.of(
              "cart",
              "basket",
              "checkout",
              "order",
              "orders",
              "account",
              "customer",
              "product",
              "products",
              "carrito",
              "pedido",
              "cuenta",
              "producto",
              "productos",
              "panier",
              "commande",
              "warenkorb",
              "kasse",
              "carrello",
              "ordine",
              "carrinho"));

  private static final Set<Touchpoint> STEPS =
      Set.of(
          Touchpoints.BEGIN_CHECKOUT,
          Touchpoints.ADD_SHIPPING_INFO,
          Touchpoints.ADD_PAYMENT_INFO,
          Touchpoints.CHECKOUT_STEP);

  /** What a script does for a visitor by asking, where others send a form. */
  private static final Set<Touchpoint> ACTS =
      Set.of(
          Touchpoints.ADD_TO_CART,
          Touchpoints.REMOVE_FROM_CART,
          Touchpoints.UPDATE_CART,
          Touchpoints.APPLY_COUPON);

  private static final Pattern LANGUAGE =
      Pattern.compile(
          "(?i)(?:" + String.join("|", Locale.getISOLanguages()) + ")(?:[-_][a-z]{2})?");
  private static final Pattern HOME =
      Pattern.compile(
          "(?i)(?:index|[a-z]*home|main|start|welcome|default|inicio|accueil|startseite|portada)"
              + "(?:\\.[a-z]{2,6})?");

  /**
   * One sign as this shop means it.
   *
   * @param sign the sign; empty where an entry is none
   * @param touchpoint what it means by itself; empty: noise
   * @param rule the name of what said so
   * @param confidence how sure that is, from 0 to 1
   * @param settled whether the shop or the merchant said so: then nothing else is considered
   * @param named whether a rule said so, and not only that a page is a page
   */
  record Entry(
      Optional<Sign> sign,
      Optional<Touchpoint> touchpoint,
      String rule,
      double confidence,
      boolean settled,
      boolean named) {

    static Entry of(Sign sign, Rule rule, boolean settled) {
      Verdict verdict = rule.verdict();
      return new Entry(
          Optional.of(sign),
          verdict.touchpoint(),
          verdict.rule(),
          verdict.confidence(),
          settled,
          settled || !verdict.fallback());
    }

    Verdict verdict() {
      return new Verdict(touchpoint, rule, confidence, !named);
    }

    private Entry told(Optional<Touchpoint> other, String why, double sure) {
      return new Entry(sign, other, why, sure, settled, true);
    }

    boolean isPage() {
      return sign.isPresent() && isPage(sign.get());
    }

    /** A page of which nothing is known but that it is one. */
    boolean isPlainPage() {
      return !named
          && !settled
          && isPage()
          && touchpoint.filter(Touchpoints.PAGE_VIEW::equals).isPresent();
    }

    private static boolean isPage(Sign sign) {
      return sign.method().equals("GET")
          && (sign.statusClass() == 2 || sign.statusClass() == 0)
          && !sign.has(Exchange.FETCHED)
          && !sign.has(Exchange.DATA);
    }

    /** Whether it is of a checkout, and not the cart's link that leads there. */
    boolean isStepOfCheckout() {
      return !rule.equals(Rules.CART_LINK) && touchpoint.filter(STEPS::contains).isPresent();
    }

    boolean isFormAnsweredByPage() {
      return isAct() && sign.get().statusClass() == 2 && !sign.get().has(Exchange.DATA);
    }

    private boolean isAct() {
      return sign.isPresent()
          && !sign.get().method().equals("GET")
          && !sign.get().has(Exchange.FETCHED);
    }
  }

  private final List<Entry> entries;
  private final List<String> common;
  private final boolean pages;

  private Site(List<Entry> entries, List<String> common, boolean pages) {
    this.entries = List.copyOf(entries);
    this.common = List.copyOf(common);
    this.pages = pages;
  }

  /**
   * Reads the signs of a shop.
   *
   * @param texts the dictionary, each entry as {@link Sign#text} wrote it
   * @param otherwise what a sign means that no rule names
   */
  static Site of(List<String> texts, Rules rules, Function<Sign, Optional<Touchpoint>> otherwise) {
    List<Optional<Sign>> signs = texts.stream().map(Site::sign).toList();
    List<String> common = common(signs);
    boolean pages = signs.stream().flatMap(Optional::stream).anyMatch(Entry::isPage);
    List<Entry> entries = new ArrayList<>();
    for (Optional<Sign> sign : signs) {
      entries.add(
          sign.map(known -> rules.entry(known, below(common, known.path()), pages, otherwise))
              .orElseGet(() -> new Entry(sign, Optional.empty(), "no sign", 1, true, false)));
    }
    Site site = new Site(entries, common, pages);
    return site.tellLists().tellPartsOfPages().tellForms(rules).tellRoutes(texts, rules, otherwise);
  }

  List<Entry> entries() {
    return entries;
  }

  /** What pages told says nothing of the shop: anybody could tell it. */
  private static Optional<Sign> sign(String text) {
    try {
      return BeaconSign.is(text)
          ? Optional.empty()
          : Optional.of(Category.without(Sign.parse(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The segments that nearly all paths begin with: where the shop stands on its host. */
  private static List<String> common(List<Optional<Sign>> signs) {
    Set<String> paths = new HashSet<>();
    for (Optional<Sign> sign : signs) {
      if (sign.isPresent()
          && sign.get().statusClass() != 4
          && !sign.get().method().equals(Exchange.TOLD)) {
        paths.add(sign.get().path());
      }
    }
    List<String> common = new ArrayList<>();
    while (common.size() < MOST_IN_COMMON) {
      Map<String, Integer> next = new HashMap<>();
      for (String path : paths) {
        List<String> segments = withoutLanguage(segments(path));
        if (segments.size() > common.size() && segments.subList(0, common.size()).equals(common)) {
          next.merge(segments.get(common.size()), 1, Integer::sum);
        }
      }
      Optional<Map.Entry<String, Integer>> most =
          next.entrySet().stream().max(Map.Entry.comparingByValue());
      if (most.isEmpty()
          || paths.size() < ENOUGH_PATHS
          || most.get().getValue() * 5 < paths.size() * 4
          || most.get().getKey().startsWith("{")
          || OF_A_STEP.in(Phrases.path(most.get().getKey(), List.of()))) {
        return common;
      }
      common.add(most.get().getKey());
    }
    return common;
  }

  private static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  /** Where a path begins with a language, it is the same place as without. */
  private static List<String> withoutLanguage(List<String> segments) {
    return !segments.isEmpty() && LANGUAGE.matcher(segments.get(0)).matches()
        ? segments.subList(1, segments.size())
        : segments;
  }

  private static String below(List<String> common, String path) {
    List<String> segments = withoutLanguage(segments(path));
    return segments.size() >= common.size() && segments.subList(0, common.size()).equals(common)
        ? "/" + String.join("/", segments.subList(common.size(), segments.size()))
        : path;
  }

  /** Whether a sign is that of the first page: where all paths begin, in whatever language. */
  boolean isHome(Sign sign) {
    List<String> segments = segments(below(common, sign.path()));
    List<String> names = sign.parameters().stream().filter(name -> name.charAt(0) != ':').toList();
    boolean first =
        segments.isEmpty() || (segments.size() == 1 && HOME.matcher(segments.get(0)).matches());
    return names.isEmpty()
        ? first
        : names.size() == 1
            && ParameterNames.selected(names.get(0)).filter(Site::isHomesName).isPresent();
  }

  private static boolean isHomesName(String selected) {
    return HOME.matcher(selected.substring(selected.lastIndexOf('/') + 1)).matches();
  }

  boolean knows(Touchpoint touchpoint) {
    for (Entry entry : entries) {
      if (entry.isPage()
          && entry.named()
          && entry.touchpoint().filter(touchpoint::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A page that is somewhere sorted or paged is a list, and what stands right below is not; the
   * first page is neither.
   */
  private Site tellLists() {
    Set<String> lists = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.isPage()
          && entry.touchpoint().filter(Touchpoints.VIEW_ITEM_LIST::equals).isPresent()) {
        lists.add(place(entry.sign().get()));
      }
    }
    List<Entry> told = new ArrayList<>();
    for (Entry entry : entries) {
      if (!entry.isPlainPage()) {
        told.add(entry);
        continue;
      }
      if (isHome(entry.sign().get())) {
        told.add(entry.told(Optional.of(Touchpoints.PAGE_VIEW), HOME_PAGE, Verdict.SPECIFIC));
        continue;
      }
      String place = place(entry.sign().get());
      int parent = entry.sign().get().path().lastIndexOf('/');
      if (lists.contains(place)) {
        told.add(
            entry.told(
                Optional.of(Touchpoints.VIEW_ITEM_LIST), "a page that is sorted or paged", 0.8));
      } else if (parent > 0 && lists.contains(entry.sign().get().path().substring(0, parent))) {
        told.add(entry.told(Optional.of(Touchpoints.VIEW_ITEM), "a page below a list", 0.7));
      } else {
        told.add(entry);
      }
    }
    return new Site(told, common, pages);
  }

  /** What a script fetches of a page that is also shown whole is a part of it. */
  private Site tellPartsOfPages() {
    if (!pages) {
      return this;
    }
    Set<String> shown = new HashSet<>();
    Set<Touchpoint> known = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.isPage()) {
        shown.add(place(entry.sign().get()));
        entry.touchpoint().filter(seen -> !ACTS.contains(seen)).ifPresent(known::add);
      }
    }
    // A shop that swaps its pages by script does so with many; one with a few filters a list so.
    Set<String> swapped = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.sign().isPresent()
          && entry.sign().get().method().equals("GET")
          && entry.sign().get().has(Exchange.FETCHED)
          && !entry.sign().get().has(Exchange.DATA)
          && shown.contains(place(entry.sign().get()))) {
        swapped.add(place(entry.sign().get()));
      }
    }
    boolean swaps = swapped.size() >= ENOUGH_SWAPPED;
    List<Entry> told = new ArrayList<>();
    for (Entry entry : entries) {
      boolean part =
          !entry.settled()
              && entry.touchpoint().filter(known::contains).isPresent()
              && entry.sign().get().method().equals("GET")
              && entry.sign().get().statusClass() == 2
              && (entry.sign().get().has(Exchange.DATA)
                  || (entry.sign().get().has(Exchange.FETCHED)
                      && !(swaps && shown.contains(place(entry.sign().get())))));
      told.add(part ? entry.told(Optional.empty(), "a part of a page", 0.8) : entry);
    }
    return new Site(told, common, pages);
  }

  /** A form that nothing names does what its page is for. */
  private Site tellForms(Rules rules) {
    Map<String, Touchpoint> byPlace = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.isPage() && entry.touchpoint().isPresent()) {
        byPlace.putIfAbsent(place(entry.sign().get()), entry.touchpoint().get());
      }
    }
    // Of a shop that was hardly seen yet, and of one that answers its forms by redirects, nothing
    // is to be said: there a form that is answered by a page is one that was refused.
    boolean ends =
        entries.size() < ENOUGH_SIGNS
            || entries.stream()
                .anyMatch(
                    entry ->
                        entry.touchpoint().filter(Touchpoints.PURCHASE::equals).isPresent()
                            || (entry.isAct()
                                && entry.isStepOfCheckout()
                                && entry.sign().get().statusClass() == 3));
    boolean onlyLinks = !ends && entries.stream().noneMatch(Entry::isStepOfCheckout);
    List<Entry> told = new ArrayList<>();
    for (Entry entry : entries) {
      if (onlyLinks && entry.rule().equals(Rules.CART_LINK)) {
        told.add(entry.told(Optional.of(Touchpoints.PURCHASE), LINKS_END, 0.6));
        continue;
      }
      if (!ends && entry.rule().equals(Rules.CARD) && entry.isFormAnsweredByPage()) {
        told.add(
            entry.told(
                Optional.of(Touchpoints.PURCHASE),
                "the last form of a checkout that shows no other end",
                0.6));
        continue;
      }
      boolean unnamed =
          !entry.settled()
              && entry.touchpoint().isEmpty()
              && entry.sign().isPresent()
              && entry.sign().get().method().equals("POST")
              && (entry.rule().equals(Rules.UNNAMED_ACT) || entry.rule().equals(Rules.HOP));
      if (!unnamed) {
        told.add(entry);
        continue;
      }
      Sign sign = entry.sign().get();
      Touchpoint page =
          byPlace.computeIfAbsent(place(sign), place -> pageAt(sign, rules).orElse(null));
      boolean stays =
          sign.redirect().isEmpty()
              || place(sign).equals(place(sign.redirect().get().split("\\?", 2)[0], List.of()));
      boolean toCart =
          sign.redirect().isPresent()
              && Touchpoints.VIEW_CART.equals(
                  byPlace.get(sign.redirect().get().split("\\?", 2)[0]));
      if (Touchpoints.VIEW_ITEM.equals(page) && (stays || toCart) && !sign.has(Exchange.FETCHED)) {
        told.add(
            entry.told(Optional.of(Touchpoints.ADD_TO_CART), "a form on a product's page", 0.7));
      } else if (Touchpoints.VIEW_CART.equals(page)
          && (stays || toCart)
          && !sign.has(Exchange.FETCHED)) {
        told.add(entry.told(Optional.of(Touchpoints.UPDATE_CART), "a form on the cart", 0.6));
      } else {
        told.add(entry);
      }
    }
    return new Site(told, common, pages);
  }

  /** A route of a shop that is one page means what its page would: looking at something. */
  private Site tellRoutes(
      List<String> texts, Rules rules, Function<Sign, Optional<Touchpoint>> otherwise) {
    List<Entry> told = new ArrayList<>(entries);
    for (int i = 0; i < told.size(); i++) {
      Optional<Sign> page = BeaconSign.page(texts.get(i));
      if (page.isPresent()) {
        Entry asked = rules.entry(page.get(), below(common, page.get().path()), true, otherwise);
        told.set(
            i,
            new Entry(
                Optional.empty(),
                BeaconSign.look(asked.touchpoint()),
                asked.rule(),
                asked.confidence(),
                true,
                asked.named()));
      }
    }
    return new Site(told, common, pages);
  }

  /** What the page would be on which a form stands that is sent to the page's own place. */
  private Optional<Touchpoint> pageAt(Sign form, Rules rules) {
    List<String> selectors =
        form.parameters().stream()
            .filter(name -> name.indexOf('=') > 0 && name.charAt(0) != ':')
            .toList();
    Sign page =
        new Sign("GET", form.path(), selectors, Optional.empty(), 2, false, Optional.empty());
    return rules
        .entry(page, below(common, form.path()), pages, sign -> Optional.empty())
        .touchpoint();
  }

  /** Where a sign is: its path and what its selectors say. */
  static String place(Sign sign) {
    return place(sign.path(), sign.parameters());
  }

  static String place(String path, List<String> parameters) {
    StringBuilder place = new StringBuilder(path);
    for (String parameter : parameters) {
      if (parameter.indexOf('=') > 0 && !parameter.startsWith(":")) {
        place.append('&').append(parameter);
      }
    }
    return place.toString();
  }
}
