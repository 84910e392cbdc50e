package io.github.senda.storefront.capture;

import io.github.senda.journey.Meaning;
import io.github.senda.storefront.channel.ChannelRule;
import io.github.senda.storefront.channel.Channels;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What signs mean: an ordered list of rules, of which the first that fits decides, and then what
 * only the sequence of a visit tells. The built-in rules know the usual words of shops' URLs in
 * English and Spanish; a merchant's own come before them. The file is described in RULES.md.
 * Immutable; safe for any thread.
 */
public final class Rules {

  private static final Meaning.Sequence NOTHING =
      (touchpoints, signs, orders, micros, length) -> {};

  /** The built-in rule of what a form does that nothing names. */
  static final String UNNAMED_ACT = "an act that nothing names";

  /** What decided where no rule did. */
  static final String UNNAMED = "no rule names it";

  /** The built-in rule of a page by which an order is placed, and not only thanked for. */
  static final String LINK = "order placed by a link";

  /** The built-in rule of a cart's own link to the checkout. */
  static final String CART_LINK = "checkout by the cart's link";

  /** The built-in rule of a form with a card in it. */
  static final String CARD = "card given";

  /** The built-in rule of a redirect that nothing names. */
  static final String HOP = "a hop";

  /** The built-in rule of a page that confirms, be it before the order is placed or after. */
  static final String CONFIRMATION = "confirmation page";

  private final List<Rule> own;
  private final List<Rule> builtIn;
  private final Channels channels;

  private Rules(List<Rule> own, List<Rule> builtIn, Channels channels) {
    this.own = List.copyOf(own);
    this.builtIn = List.copyOf(builtIn);
    this.channels = channels;
  }

  /** What a merchant's file says: of requests, and of what brought visits. */
  record Said(List<Rule> rules, List<ChannelRule> channels) {

    static final Said NOTHING = new Said(List.of(), List.of());

    Said {
      rules = List.copyOf(rules);
      channels = List.copyOf(channels);
    }

    int size() {
      return rules.size() + channels.size();
    }
  }

  /** The rules that come with Senda. */
  public static Rules builtIn() {
    return BuiltIn.RULES;
  }

  /**
   * A merchant's own rules, followed by the built-in ones.
   *
   * @param json the file of rules; not closed
   * @param nameForErrors how an error calls the file
   * @throws IllegalArgumentException with one sentence that names file, line and place, if it is no
   *     file of rules
   * @throws UncheckedIOException if it cannot be read
   */
  public static Rules parse(Reader json, String nameForErrors) {
    return builtIn().after(json, nameForErrors);
  }

  /** These rules with those of a file before them, read as {@link #parse} does. */
  public Rules after(Reader json, String nameForErrors) {
    return after(read(json, nameForErrors));
  }

  /** These rules with others before them. */
  Rules after(Said first) {
    List<Rule> all = new ArrayList<>(first.rules());
    all.addAll(own);
    return new Rules(all, builtIn, channels.after(first.channels()));
  }

  /** What brought visits. */
  public Channels channels() {
    return channels;
  }

  /**
   * Reads a merchant's file of rules for its mistakes alone, as {@link #parse} does.
   *
   * @return how many rules it has
   */
  public static int check(Reader json, String nameForErrors) {
    return read(json, nameForErrors).size();
  }

  /** What a merchant's file says alone. */
  static Said read(Reader json, String nameForErrors) {
    RulesReader reader = new RulesReader(json, nameForErrors, BuiltIn.WORDS);
    return new Said(reader.read(), reader.channels());
  }

  /** The built-in words of a name, as {@code cart}; none if there is no such name. */
  static List<String> words(String name) {
    return BuiltIn.WORDS.getOrDefault(name, List.of());
  }

  /**
   * The meaning of a store's dictionary: what the rules say of each sign, else what {@code
   * otherwise} says.
   *
   * @param signTexts the dictionary, each entry as {@link Sign#text} wrote it; one that is no sign
   *     is noise
   * @param otherwise what a sign means that no rule names; empty: noise
   */
  public Meaning meaning(List<String> signTexts, Function<Sign, Optional<Touchpoint>> otherwise) {
    return meaning(Site.of(signTexts, this, otherwise), signTexts);
  }

  /** The meaning of a shop's dictionary: a page that no rule names is a page. */
  public Meaning meaning(List<String> signTexts) {
    return meaning(signTexts, Rules::page);
  }

  private static Meaning meaning(Site site, List<String> texts) {
    List<Optional<Touchpoint>> candidates =
        site.entries().stream().map(Site.Entry::touchpoint).toList();
    List<Touchpoint> numbers = Meaning.of(candidates, VisitReader.GIVES, NOTHING).touchpoints();
    return Meaning.of(
            candidates, VisitReader.GIVES, BeaconSign.apart(texts, VisitReader.of(site, numbers)))
        .hinting(
            site.entries().stream().map(entry -> entry.sign().flatMap(BuiltIn.HINTS::of)).toList());
  }

  /**
   * What a recorded visit was, exchange by exchange.
   *
   * @param visit the exchanges of one visit in order; empty where one is noise
   * @return as many verdicts, in the same order
   */
  public List<Verdict> verdicts(List<Optional<Exchange>> visit) {
    List<String> texts = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    int[] places = new int[visit.size()];
    int[] signs = new int[visit.size()];
    int[] orders = new int[visit.size()];
    int length = 0;
    for (int i = 0; i < visit.size(); i++) {
      if (visit.get(i).isPresent()) {
        Exchange exchange = visit.get(i).get();
        places[length] = i;
        signs[length] = number(exchange.sign().text(), texts);
        orders[length++] = exchange.id().map(id -> number(id, ids) + 1).orElse(0);
      }
    }
    Site site = Site.of(texts, this, Rules::page);
    Meaning meaning = meaning(site, texts);
    int[] touchpoints = meaning.of(signs, orders, new long[length], length);
    List<Verdict> verdicts = new ArrayList<>();
    visit.forEach(each -> verdicts.add(new Verdict(Optional.empty(), "noise", 1, false)));
    for (int i = 0; i < length; i++) {
      Site.Entry entry = site.entries().get(signs[i]);
      Optional<Touchpoint> told =
          touchpoints[i] < 0
              ? Optional.empty()
              : Optional.of(meaning.touchpoints().get(touchpoints[i]));
      verdicts.set(places[i], verdict(told, entry));
    }
    return verdicts;
  }

  /** What a visitor tried counts here: a coupon that was refused is one that was tried. */
  private static Verdict verdict(Optional<Touchpoint> told, Site.Entry entry) {
    boolean asItStands =
        told.equals(entry.touchpoint())
            || told.filter(Touchpoints.COUPON_REFUSED::equals).isPresent();
    return asItStands
        ? entry.verdict()
        : new Verdict(told, entry.rule() + ", corrected by the order of the visit", 0.8, false);
  }

  private static int number(String text, List<String> texts) {
    int number = texts.indexOf(text);
    if (number < 0) {
      texts.add(text);
      return texts.size() - 1;
    }
    return number;
  }

  /**
   * What a shop's signs mean, each seen beside all others, and why.
   *
   * @param signTexts the dictionary; empty where an entry is no sign
   */
  public List<Optional<Verdict>> verdictsOf(List<String> signTexts) {
    return Site.of(signTexts, this, Rules::page).entries().stream()
        .map(entry -> entry.sign().map(sign -> entry.verdict()))
        .toList();
  }

  /** What the rules say of one sign by itself, and why. */
  public Verdict verdict(Sign sign) {
    return entry(sign, sign.path(), true, Rules::page).verdict();
  }

  /**
   * What a sign means by itself: what the shop said, else the first of the merchant's rules that
   * fits, else the first of the built-in ones. A rule of the merchant's for what is unnamed stands
   * back until no other recognises anything.
   *
   * @param below its path below what all paths of the shop have in common
   * @param pages whether pages of the shop are seen
   */
  Site.Entry entry(
      Sign sign, String below, boolean pages, Function<Sign, Optional<Touchpoint>> otherwise) {
    Optional<Touchpoint> said = named(sign);
    if (said.isPresent()) {
      return new Site.Entry(Optional.of(sign), said, "the shop said so", 1, true, true);
    }
    Rule.Reading whole = Rule.Reading.of(sign, sign.path(), pages, BuiltIn.COMPOUNDS);
    Optional<Rule> merchants = first(own, whole, false);
    if (merchants.isPresent()) {
      return Site.Entry.of(sign, merchants.get(), true);
    }
    Rule.Reading reading =
        below.equals(sign.path()) ? whole : Rule.Reading.of(sign, below, pages, BuiltIn.COMPOUNDS);
    Optional<Rule> rule = first(builtIn, reading, false);
    if (rule.isEmpty() || rule.get().isFallback()) {
      Optional<Rule> unnamed = first(own, whole, true);
      if (unnamed.isPresent()) {
        return Site.Entry.of(sign, unnamed.get(), true);
      }
    }
    return rule.map(found -> Site.Entry.of(sign, found, false))
        .orElseGet(
            () ->
                new Site.Entry(
                    Optional.of(sign),
                    otherwise.apply(sign),
                    UNNAMED,
                    Verdict.FALLBACK,
                    false,
                    false));
  }

  private static Optional<Rule> first(List<Rule> rules, Rule.Reading reading, boolean unnamed) {
    for (Rule rule : rules) {
      if (rule.unnamed() == unnamed && rule.matches(reading)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static Optional<Touchpoint> named(Sign sign) {
    for (String parameter : sign.parameters()) {
      if (parameter.startsWith(Exchange.NAMED)) {
        return Optional.of(Touchpoint.of(parameter.substring(Exchange.NAMED.length())));
      }
    }
    return Optional.empty();
  }

  private static Optional<Touchpoint> page(Sign sign) {
    boolean shown = sign.statusClass() == 2 || sign.statusClass() == 0;
    return shown
            && sign.method().equals("GET")
            && !sign.has(Exchange.FETCHED)
            && !sign.has(Exchange.DATA)
        ? Optional.of(Touchpoints.PAGE_VIEW)
        : Optional.empty();
  }

  /** The phrases of the built-in rules' words, as they stand there. */
  static List<String> builtInWords() {
    return BuiltIn.WORDS.values().stream().flatMap(List::stream).toList();
  }

  /** Whether a word is put together of the built-in rules' words, as {@code addtocart}. */
  static boolean isCompound(String word) {
    return BuiltIn.COMPOUNDS.apart(word).isPresent();
  }

  /** Read once, when first asked for. */
  private static final class BuiltIn {
    static final Map<String, List<String>> WORDS;
    static final Rules RULES;
    static final Compounds COMPOUNDS;
    static final Hints HINTS;

    static {
      RulesReader reader = reader("rules.json", Map.of());
      RULES = new Rules(List.of(), reader.read(), Channels.builtIn());
      WORDS = Map.copyOf(reader.words());
      COMPOUNDS = Compounds.of(WORDS.values());
      HINTS = new Hints(reader("hints.json", WORDS).read(), COMPOUNDS);
    }

    private static RulesReader reader(String name, Map<String, List<String>> words) {
      try (InputStream file = Rules.class.getResourceAsStream(name)) {
        if (file == null) {
          throw new IllegalStateException(name + " is missing from this jar");
        }
        String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        return new RulesReader(new StringReader(text), name, words);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
