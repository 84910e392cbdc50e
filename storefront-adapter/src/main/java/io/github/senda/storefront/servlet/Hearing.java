package io.github.senda.storefront.servlet;

import io.github.senda.storefront.capture.Categories;
import io.github.senda.storefront.privacy.Scrubber;
import io.github.senda.storefront.voice.ShopVoice;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Hears what a shop says itself of a request, by the attributes that {@link ShopVoice} names. What
 * cannot be used is counted by its kind, said once in the log, and left out; it never throws for
 * it. Safe for any thread.
 */
final class Hearing {

  /** What of a shop's words could not be used. */
  enum Misheard {
    SAID_TOUCHPOINT(
        "senda.touchpoint is a name of up to 40 letters, digits and _, and there are "
            + Hearing.MOST_TOUCHPOINTS
            + " at most: no ids in it"),
    SAID_VALUE("senda.value is a Number or a text as 59.90, a billion at most"),
    SAID_CURRENCY("senda.value needs senda.currency beside it, three letters as EUR"),
    SAID_ORDER("senda.order is an id of up to 100 characters"),
    SAID_CART("senda.cart is an id of up to 100 characters"),
    SAID_CUSTOMER("senda.customer is an id of up to 100 characters"),
    SAID_CONSENT("senda.consent is true or false"),
    SAID_ATTRIBUTE(
        "senda.attr.NAME has a name of up to 32 small letters, digits and _, none of Senda's own,"
            + " and one of few short values that name no one: "
            + Hearing.MOST_ATTRIBUTES
            + " names with "
            + Hearing.MOST_VALUES
            + " values each at most"),
    SAID_CATEGORY(
        "senda.category is a word of up to 60 characters, as ollas, that names no one: no id"),
    SAID_NOWHERE(
        "a ShopVoice is published on the thread of the request that it is about, as no other"
            + " thread knows whose it is");

    private final String remedy;

    Misheard(String remedy) {
      this.remedy = remedy;
    }
  }

  static final int MOST_TOUCHPOINTS = 100;
  static final int MOST_ATTRIBUTES = 10;
  static final int MOST_VALUES = 50;

  private static final Logger LOG = System.getLogger(Hearing.class.getName());
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_VALUE = 64;
  private static final int MOST_DIGITS = 6;
  private static final Pattern TOUCHPOINT_NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

  /** So many requests are looked through for attributes of the visit after a start. */
  private static final int FIRST_LOOKS = 1_000;

  /** Afterwards one in so many, since asking a host for all names copies them. */
  private static final int LOOK_AGAIN = 64;

  private final Counts counts;
  private final AtomicInteger looks = new AtomicInteger();
  private final Map<String, Touchpoint> touchpoints = new HashMap<>();
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Set<Misheard> complained = EnumSet.noneOf(Misheard.class);
  private final Categories categories;
  private volatile List<String> learned = List.of();

  Hearing(Counts counts) {
    this(counts, new Categories());
  }

  Hearing(Counts counts, Categories categories) {
    this.counts = counts;
    this.categories = categories;
  }

  /** What a request's attributes say now; empty where they say nothing. */
  Optional<Heard> hear(HttpServletRequest request) {
    Object touchpoint = request.getAttribute(ShopVoice.TOUCHPOINT);
    Object order = request.getAttribute(ShopVoice.ORDER);
    Object cart = request.getAttribute(ShopVoice.CART);
    Object value = request.getAttribute(ShopVoice.VALUE);
    Object staff = request.getAttribute(ShopVoice.STAFF);
    Object customer = request.getAttribute(ShopVoice.CUSTOMER);
    Object consent = request.getAttribute(ShopVoice.CONSENT);
    Object category = request.getAttribute(ShopVoice.CATEGORY);
    boolean silent =
        touchpoint == null
            && order == null
            && cart == null
            && value == null
            && staff == null
            && customer == null
            && consent == null
            && category == null;
    if (!silent || isTimeToLook()) {
      learn(request);
    }
    Attributes attributes = learned.isEmpty() ? Attributes.none() : attributes(request);
    if (silent && attributes.values().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Heard(
            touchpoint == null ? Optional.empty() : touchpoint(touchpoint),
            new Facts(
                Optional.empty(),
                order == null ? Optional.empty() : id(order, Misheard.SAID_ORDER),
                cart == null ? Optional.empty() : id(cart, Misheard.SAID_CART),
                customer == null ? Optional.empty() : id(customer, Misheard.SAID_CUSTOMER),
                value == null ? Optional.empty() : money(request, value)),
            attributes,
            consent == null ? Optional.empty() : consent(consent),
            category == null ? Optional.empty() : category(category),
            staff != null && !staff.toString().equalsIgnoreCase("false")));
  }

  private synchronized Optional<Touchpoint> touchpoint(Object said) {
    String name = said instanceof Touchpoint known ? known.name() : said.toString().strip();
    String plain = name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    Touchpoint touchpoint = touchpoints.get(plain);
    if (touchpoint == null
        && touchpoints.size() < MOST_TOUCHPOINTS
        && TOUCHPOINT_NAME.matcher(plain).matches()
        && !Scrubber.standard().isPersonal(plain)) {
      touchpoint = Touchpoint.of(plain);
      touchpoints.put(plain, touchpoint);
    }
    return touchpoint == null ? misheard(Misheard.SAID_TOUCHPOINT) : Optional.of(touchpoint);
  }

  private Optional<String> category(Object said) {
    Optional<String> category = categories.said(said.toString().strip());
    return category.isPresent() ? category : misheard(Misheard.SAID_CATEGORY);
  }

  private Optional<String> id(Object said, Misheard kind) {
    String id = said.toString().strip();
    boolean usable =
        !id.isEmpty() && id.length() <= LONGEST_ID && id.chars().allMatch(c -> c >= ' ');
    return usable ? Optional.of(id) : misheard(kind);
  }

  /** Only a plain yes is one: what cannot be read allows nothing. */
  private Optional<Boolean> consent(Object said) {
    String word = said.toString().strip().toLowerCase(Locale.ROOT);
    return word.equals("true") || word.equals("false")
        ? Optional.of(word.equals("true"))
        : misheard(Misheard.SAID_CONSENT);
  }

  private Optional<Money> money(HttpServletRequest request, Object value) {
    Object currency = request.getAttribute(ShopVoice.CURRENCY);
    String code =
        currency instanceof Currency known
            ? known.getCurrencyCode()
            : String.valueOf(currency).strip().toUpperCase(Locale.ROOT);
    if (currency == null || !code.matches("[A-Z]{3}")) {
      return misheard(Misheard.SAID_CURRENCY);
    }
    Optional<Money> money = Money.parse(value.toString(), code);
    return money.isPresent() ? money : misheard(Misheard.SAID_VALUE);
  }

  /** The shop said something where no request was at hand. */
  void unheard() {
    misheard(Misheard.SAID_NOWHERE);
  }

  private boolean isTimeToLook() {
    return looks.get() < FIRST_LOOKS
        ? looks.incrementAndGet() <= FIRST_LOOKS
        : ThreadLocalRandom.current().nextInt(LOOK_AGAIN) == 0;
  }

  /** Notes which attributes of the visit this shop tells, so that they are asked for by name. */
  private void learn(HttpServletRequest request) {
    for (String name : Collections.list(request.getAttributeNames())) {
      if (name.startsWith(ShopVoice.ATTRIBUTE) && !learned.contains(name)) {
        learn(name);
      }
    }
  }

  private synchronized void learn(String name) {
    String own = name.substring(ShopVoice.ATTRIBUTE.length());
    if (learned.size() == MOST_ATTRIBUTES
        || Attributes.RESERVED.contains(own)
        || !ATTRIBUTE_NAME.matcher(own).matches()) {
      misheard(Misheard.SAID_ATTRIBUTE);
    } else if (!learned.contains(name)) {
      List<String> more = new ArrayList<>(learned);
      more.add(name);
      learned = List.copyOf(more);
    }
  }

  private Attributes attributes(HttpServletRequest request) {
    TreeMap<String, String> found = null;
    for (String name : learned) {
      Object said = request.getAttribute(name);
      if (said != null) {
        found = found == null ? new TreeMap<>() : found;
        String own = name.substring(ShopVoice.ATTRIBUTE.length());
        String value = said.toString().strip();
        if (isUsable(own, value)) {
          found.put(own, value);
        } else {
          misheard(Misheard.SAID_ATTRIBUTE);
        }
      }
    }
    return found == null || found.isEmpty() ? Attributes.none() : new Attributes(found);
  }

  /** Few values and short, none that looks like an address, a telephone or a card. */
  private synchronized boolean isUsable(String name, String value) {
    Set<String> known = values.computeIfAbsent(name, any -> new HashSet<>());
    if (known.contains(value)) {
      return true;
    }
    boolean usable =
        known.size() < MOST_VALUES
            && !value.isEmpty()
            && value.length() <= LONGEST_VALUE
            && value.chars().allMatch(c -> c >= ' ' && c != '=' && c != ';' && c != '@')
            && value.chars().filter(Character::isDigit).count() <= MOST_DIGITS
            && !Scrubber.standard().isPersonal(value);
    return usable && known.add(value);
  }

  /** Counts it, and says once of each kind what would be right; never what was said. */
  private synchronized <T> Optional<T> misheard(Misheard kind) {
    counts.add(kind);
    if (complained.add(kind)) {
      LOG.log(
          Level.WARNING,
          "The shop says something to Senda that it cannot use: {0}. This is said once.",
          kind.remedy);
    }
    return Optional.empty();
  }
}
