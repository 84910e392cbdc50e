package io.github.senda.storefront.capture;

import static io.github.senda.touch.Touchpoints.ACCOUNT;
import static io.github.senda.touch.Touchpoints.ADD_PAYMENT_INFO;
import static io.github.senda.touch.Touchpoints.ADD_SHIPPING_INFO;
import static io.github.senda.touch.Touchpoints.ADD_TO_CART;
import static io.github.senda.touch.Touchpoints.APPLY_COUPON;
import static io.github.senda.touch.Touchpoints.BEGIN_CHECKOUT;
import static io.github.senda.touch.Touchpoints.CHECKOUT_STEP;
import static io.github.senda.touch.Touchpoints.CONTACT;
import static io.github.senda.touch.Touchpoints.LOGIN;
import static io.github.senda.touch.Touchpoints.NEWSLETTER;
import static io.github.senda.touch.Touchpoints.PAGE_VIEW;
import static io.github.senda.touch.Touchpoints.PURCHASE;
import static io.github.senda.touch.Touchpoints.REMOVE_FROM_CART;
import static io.github.senda.touch.Touchpoints.SEARCH;
import static io.github.senda.touch.Touchpoints.SIGN_UP;
import static io.github.senda.touch.Touchpoints.UPDATE_CART;
import static io.github.senda.touch.Touchpoints.VIEW_CART;
import static io.github.senda.touch.Touchpoints.VIEW_ITEM;
import static io.github.senda.touch.Touchpoints.VIEW_ITEM_LIST;
import static io.github.senda.touch.Touchpoints.VIEW_ORDER;
import static io.github.senda.touch.Touchpoints.WRITE_REVIEW;

import io.github.senda.storefront.capture.Proposal.Kind;
import io.github.senda.storefront.capture.Proposal.Why;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Guesses what a sign that no rule recognises may mean: by words that are only nearly known, by the
 * view that shows it, by the fields of its form, by where it leads, and by what visits do before
 * and after. Each kind of evidence votes; votes for one touchpoint add up as independent chances
 * (noisy or), and the touchpoint with the best sum is proposed. Immutable; safe for any thread.
 */
final class Learner {

  private static final int FEW = 5;
  private static final int SHORTEST_WORD = 5;
  private static final double MOST = 0.95;
  private static final Pattern VIEW_ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

  /** What the words of a name mean on a page, and in an act; empty: nothing there. */
  private record Word(String name, Optional<Touchpoint> page, Optional<Touchpoint> act) {
    static Word of(String name, Touchpoint page, Touchpoint act) {
      return new Word(name, Optional.of(page), Optional.of(act));
    }

    static Word ofPages(String name, Touchpoint page) {
      return new Word(name, Optional.of(page), Optional.empty());
    }

    static Word ofActs(String name, Touchpoint act) {
      return new Word(name, Optional.empty(), Optional.of(act));
    }
  }

  private static final List<Word> WORDS =
      List.of(
          Word.of("cart", VIEW_CART, UPDATE_CART),
          Word.ofActs("add", ADD_TO_CART),
          Word.ofActs("remove", REMOVE_FROM_CART),
          Word.of("done", PURCHASE, PURCHASE),
          Word.of("checkout", BEGIN_CHECKOUT, CHECKOUT_STEP),
          Word.of("payment", BEGIN_CHECKOUT, ADD_PAYMENT_INFO),
          Word.of("shipping", BEGIN_CHECKOUT, ADD_SHIPPING_INFO),
          Word.ofActs("coupon", APPLY_COUPON),
          Word.ofPages("product", VIEW_ITEM),
          Word.ofPages("category", VIEW_ITEM_LIST),
          Word.of("search", SEARCH, SEARCH),
          Word.of("login", PAGE_VIEW, LOGIN),
          Word.of("signup", PAGE_VIEW, SIGN_UP),
          Word.ofPages("orders", VIEW_ORDER),
          Word.of("account", ACCOUNT, ACCOUNT),
          Word.of("contact", PAGE_VIEW, CONTACT),
          Word.of("newsletter", PAGE_VIEW, NEWSLETTER),
          Word.ofActs("review", WRITE_REVIEW));

  /** The same words in languages for which there are no rules, and less usual ones. */
  private static final Map<String, String> MORE_WORDS =
      Map.ofEntries(
          Map.entry(
              "cart",
              "cistella|saski|winkelwagen|winkelmand|varukorg|indkobskurv|kurv"
                  + "|handlekurv|ostoskori|koszyk|kosik|kosar|sepet|alforja|bolsa|sacola|panier"
                  + "|warenkorb|carrello"),
          Map.entry(
              "checkout",
              "afrekenen|kassa|kasse|tilkassen|kassalle|zamowienie|objednavka"
                  + "|penztar|comanda|eskaera|finiquitar|finiquito|encargo|odeme|rendeles"),
          Map.entry(
              "payment",
              "pagament|ordainketa|betaling|betalning|platnosc|platba|fizetes"
                  + "|bezahlen|zahlung|paiement|pagamento|maksu"),
          Map.entry(
              "shipping",
              "enviament|bidalketa|verzending|levering|leverans|frakt|dostawa"
                  + "|doprava|szallitas|versand|livraison|spedizione|teslimat"),
          Map.entry(
              "product",
              "artikel|prodotto|produit|produkt|producte|produktua|tuote|termek"
                  + "|urun|vare|izdelek"),
          Map.entry(
              "category",
              "kategorie|kategori|kategoria|categorie|sortiment|assortiment"
                  + "|collectie|kollektion|botiga|denda|winkel|butik|sklep|obchod|aruhaz|surtido"),
          Map.entry(
              "search",
              "cerca|bilatu|zoeken|sok|szukaj|hledat|kereses|suche|recherche"
                  + "|ricerca|arama|haku"),
          Map.entry(
              "login",
              "inloggen|logga|logowanie|prihlaseni|bejelentkezes|anmelden"
                  + "|connexion|accedi|giris|saioa|kirjaudu"),
          Map.entry(
              "signup",
              "registreren|registrera|rejestracja|registrace|regisztracio"
                  + "|registrieren|inscription|registrati|kayit|izenaeman"),
          Map.entry(
              "done",
              "bedankt|tack|tak|dziekujemy|dekujeme|koszonjuk|danke|merci|grazie"
                  + "|obrigado|gracies|eskerrik|tesekkurler|kiitos|recibido|confirmado"),
          Map.entry(
              "coupon", "kortingscode|rabattkod|rabatkode|kod|kupon|gutschein|buono|descompte"),
          Map.entry(
              "orders",
              "comandes|bestellingen|bestallningar|ordrer|zamowienia|objednavky"
                  + "|rendelesek|bestellungen|commandes|ordini|siparis|eskaerak"));

  private static final Set<String> INFORMATION =
      Set.of(
          ("about nosotros quienes somos empresa company history historia faq faqs preguntas"
                  + " ayuda help terms condiciones legal aviso privacy privacidad cookies politica"
                  + " policy policies devoluciones blog news noticias prensa press jobs empleo"
                  + " tiendas stores careers magazine articulos guia guias guide guides sitemap"
                  + " mapa imprint impressum agb datenschutz mentions confidentialite chi siamo"
                  + " sobre equipo team wer info informacion garantia warranty sizes tallas")
              .split(" "));

  private static final Set<String> HOME = Set.of("/", "/index", "/home", "/inicio", "/default");

  private final Rules rules;
  private final Map<Word, List<String>> words = new LinkedHashMap<>();

  Learner(Rules rules) {
    this.rules = rules;
    for (Word word : WORDS) {
      words.put(
          word,
          Stream.concat(
                  Rules.words(word.name()).stream(),
                  Stream.of(MORE_WORDS.getOrDefault(word.name(), "").split("\\|")))
              .filter(phrase -> phrase.indexOf('/') < 0 && phrase.indexOf('{') < 0)
              .map(Learner::letters)
              .filter(letters -> letters.length() >= SHORTEST_WORD)
              .distinct()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList());
    }
  }

  private record Vote(Optional<Touchpoint> touchpoint, double weight, Why why) {}

  /** What a sign that no rule recognises may mean. */
  Proposal propose(Sign sign, Habits habits) {
    List<Vote> votes = new ArrayList<>();
    boolean act = !sign.method().equals("GET");
    boolean hop = sign.statusClass() == 3;
    view(sign, act, votes);
    address(sign, act, hop, votes);
    if (act || hop) {
      destination(sign, habits, votes);
    }
    fields(sign, act, votes);
    habits(sign, act, hop, habits, votes);
    nature(sign, act, hop, votes);
    return best(votes);
  }

  private static Proposal best(List<Vote> votes) {
    Map<Optional<Touchpoint>, Double> against = new LinkedHashMap<>();
    Map<Optional<Touchpoint>, Vote> strongest = new LinkedHashMap<>();
    for (Vote vote : votes) {
      against.merge(vote.touchpoint(), 1 - vote.weight(), (one, other) -> one * other);
      strongest.merge(
          vote.touchpoint(), vote, (one, other) -> other.weight() > one.weight() ? other : one);
    }
    Optional<Touchpoint> winner = votes.get(0).touchpoint();
    for (Optional<Touchpoint> candidate : against.keySet()) {
      winner = against.get(candidate) < against.get(winner) ? candidate : winner;
    }
    return new Proposal(
        winner, Math.min(MOST, 1 - against.get(winner)), strongest.get(winner).why());
  }

  /** What the rules would say if the page's address were its view's. */
  private void view(Sign sign, boolean act, List<Vote> votes) {
    if (sign.forward().isEmpty()) {
      return;
    }
    String view = sign.forward().get();
    String name = view.substring(view.lastIndexOf('/') + 1);
    Verdict verdict = rules.verdict(Sign.page(VIEW_ENDING.matcher(view).replaceFirst("")));
    if (!act && !verdict.fallback() && verdict.touchpoint().isPresent()) {
      votes.add(new Vote(verdict.touchpoint(), 0.7, Why.of(Kind.VIEW, name)));
    } else {
      near(VIEW_ENDING.matcher(name).replaceFirst(""))
          .ifPresent(
              found ->
                  (act ? found.word().act() : found.word().page())
                      .ifPresent(
                          touchpoint ->
                              votes.add(
                                  new Vote(
                                      Optional.of(touchpoint), 0.5, Why.of(Kind.VIEW, name)))));
    }
  }

  private void address(Sign sign, boolean act, boolean hop, List<Vote> votes) {
    StringBuilder text = new StringBuilder(sign.path());
    for (String name : sign.parameters()) {
      if (name.indexOf('=') > 0) {
        text.append('/').append(name.substring(name.indexOf('=') + 1));
      }
    }
    if (HOME.contains(VIEW_ENDING.matcher(sign.path().toLowerCase(Locale.ROOT)).replaceFirst(""))
        && !act
        && !hop
        && text.length() == sign.path().length()) {
      votes.add(new Vote(Optional.of(PAGE_VIEW), 0.9, Why.of(Kind.HOME, "")));
      return;
    }
    Optional<Found> found = near(text.toString());
    if (found.isPresent()) {
      // That an act has to do with the cart does not yet say what it does there.
      boolean vague = (act || hop) && found.get().word().name().equals("cart");
      (act || hop ? found.get().word().act() : found.get().word().page())
          .ifPresent(
              touchpoint ->
                  votes.add(
                      new Vote(
                          Optional.of(touchpoint),
                          vague ? 0.35 : 0.55,
                          Why.of(Kind.WORD, found.get().shown()))));
    }
    if (!act && !hop) {
      for (String part : NO_LETTER.split(plain(sign.path()), -1)) {
        if (INFORMATION.contains(part)) {
          votes.add(new Vote(Optional.of(PAGE_VIEW), 0.82, Why.of(Kind.INFORMATION, part)));
          return;
        }
      }
    }
  }

  private record Found(Word word, String shown) {}

  /** A known word that is a part of a text's longer words, or nearly one of them. */
  private Optional<Found> near(String text) {
    String all = letters(text);
    Optional<Found> best = Optional.empty();
    int length = 0;
    for (Map.Entry<Word, List<String>> entry : words.entrySet()) {
      for (String known : entry.getValue()) {
        if (known.length() > length && all.contains(known)) {
          best = Optional.of(new Found(entry.getKey(), known));
          length = known.length();
        }
      }
    }
    if (best.isEmpty()) {
      for (String part : NO_LETTER.split(plain(text), -1)) {
        for (Map.Entry<Word, List<String>> entry : words.entrySet()) {
          for (String known : entry.getValue()) {
            if (best.isEmpty() && known.length() > SHORTEST_WORD && isTypo(part, known)) {
              best = Optional.of(new Found(entry.getKey(), part));
            }
          }
        }
      }
    }
    return best;
  }

  /** One letter more, less or another. */
  private static boolean isTypo(String text, String known) {
    if (Math.abs(text.length() - known.length()) > 1) {
      return false;
    }
    int same = 0;
    int shorter = Math.min(text.length(), known.length());
    while (same < shorter && text.charAt(same) == known.charAt(same)) {
      same++;
    }
    int end = 0;
    while (end < shorter - same
        && text.charAt(text.length() - 1 - end) == known.charAt(known.length() - 1 - end)) {
      end++;
    }
    return Math.max(text.length(), known.length()) - same - end <= 1;
  }

  /** Where an act or a redirect sends the visitor, as the rules see that page. */
  private void destination(Sign sign, Habits habits, List<Vote> votes) {
    Optional<Touchpoint> to =
        sign.redirect()
            .filter(target -> !target.startsWith("//"))
            .map(target -> rules.verdict(Sign.page(target.split("\\?", 2)[0])))
            .filter(verdict -> !verdict.fallback())
            .flatMap(Verdict::touchpoint);
    if (to.isEmpty()) {
      return;
    }
    Touchpoint target = to.get();
    Optional<Touchpoint> meant = Optional.empty();
    double weight = 0.5;
    if (target.equals(VIEW_CART)) {
      boolean fromCart = habits.before(VIEW_CART) > habits.before(VIEW_ITEM);
      meant = Optional.of(fromCart ? UPDATE_CART : ADD_TO_CART);
      weight = 0.6;
    } else if (target.equals(BEGIN_CHECKOUT) && !sign.method().equals("GET")) {
      meant = Optional.of(CHECKOUT_STEP);
    } else if (target.equals(PURCHASE)) {
      meant = Optional.of(PURCHASE);
      weight = 0.6;
    }
    if (meant.isPresent()) {
      votes.add(new Vote(meant, weight, Why.near(Kind.LEADS_TO, target, 0, 0)));
    }
  }

  private void fields(Sign sign, boolean act, List<Vote> votes) {
    List<String> names = sign.parameters().stream().filter(name -> name.matches("[^:=]+")).toList();
    if (names.isEmpty()) {
      return;
    }
    if (!act) {
      field(names, "searched").ifPresent(name -> vote(votes, SEARCH, 0.6, name));
      return;
    }
    Optional<String> password = field(names, "password");
    long addressed =
        names.stream().filter(name -> field(List.of(name), "address").isPresent()).count();
    field(names, "card").ifPresent(name -> vote(votes, ADD_PAYMENT_INFO, 0.7, name));
    field(names, "coupon").ifPresent(name -> vote(votes, APPLY_COUPON, 0.6, name));
    field(names, "shipping").ifPresent(name -> vote(votes, ADD_SHIPPING_INFO, 0.45, name));
    field(names, "review").ifPresent(name -> vote(votes, WRITE_REVIEW, 0.6, name));
    field(names, "newsletter").ifPresent(name -> vote(votes, NEWSLETTER, 0.5, name));
    if (addressed >= 2 && password.isEmpty()) {
      field(names, "address").ifPresent(name -> vote(votes, ADD_SHIPPING_INFO, 0.65, name));
    }
    if (password.isPresent()) {
      vote(votes, names.size() > 3 ? SIGN_UP : LOGIN, 0.6, password.get());
    }
    one(names, "product|producto|item id|product id|sku|articulo|referencia|variant")
        .ifPresent(
            product ->
                one(names, "quantity|qty|cantidad|amount|unidades")
                    .ifPresent(quantity -> vote(votes, ADD_TO_CART, 0.55, quantity)));
    one(names, "message|mensaje|comment|comentario|subject|asunto")
        .ifPresent(name -> vote(votes, CONTACT, 0.5, name));
  }

  private static void vote(List<Vote> votes, Touchpoint touchpoint, double weight, String field) {
    votes.add(new Vote(Optional.of(touchpoint), weight, Why.of(Kind.FIELDS, field)));
  }

  private static Optional<String> field(List<String> names, String words) {
    return first(names, Rules.words(words));
  }

  private static Optional<String> one(List<String> names, String phrases) {
    return first(names, List.of(phrases.split("\\|")));
  }

  private static Optional<String> first(List<String> names, List<String> phrases) {
    Phrases known = Phrases.of(phrases);
    return names.stream().filter(name -> known.in(Phrases.names(List.of(name)))).findFirst();
  }

  /** What visits do around it; where there are few visits that says nothing. */
  private void habits(Sign sign, boolean act, boolean hop, Habits habits, List<Vote> votes) {
    int visits = habits.visits();
    int touches = habits.touches();
    if (visits < FEW || hop) {
      return;
    }
    if (habits.filled() >= 0.8 * visits && habits.bought() >= 0.6 * visits) {
      votes.add(
          new Vote(
              Optional.of(CHECKOUT_STEP),
              0.6,
              Why.counted(Kind.ON_THE_WAY_TO_PURCHASE, habits.bought(), visits)));
    }
    if (habits.filled() >= 0.8 * visits && habits.endings() >= 0.6 * visits) {
      votes.add(
          new Vote(
              Optional.of(PURCHASE),
              0.5,
              Why.counted(Kind.ENDS_A_CHECKOUT, habits.endings(), visits)));
    }
    if (act) {
      return;
    }
    boolean one = sign.path().contains("{");
    int carts = habits.after(ADD_TO_CART);
    int products = habits.after(VIEW_ITEM);
    int ordered = habits.before(PURCHASE);
    if (one && carts >= 0.15 * touches) {
      votes.add(
          new Vote(
              Optional.of(VIEW_ITEM),
              0.6,
              Why.near(Kind.COMES_BEFORE, ADD_TO_CART, carts, touches)));
    }
    if (!one && products >= 0.4 * touches && habits.filled() < 0.5 * visits) {
      votes.add(
          new Vote(
              Optional.of(VIEW_ITEM_LIST),
              0.55,
              Why.near(Kind.COMES_BEFORE, VIEW_ITEM, products, touches)));
    }
    if (ordered >= 0.6 * touches) {
      votes.add(
          new Vote(
              Optional.of(VIEW_ORDER),
              0.5,
              Why.near(Kind.COMES_AFTER, PURCHASE, ordered, touches)));
    }
  }

  /** What such a request is where nothing else speaks. */
  private static void nature(Sign sign, boolean act, boolean hop, List<Vote> votes) {
    boolean script = sign.has(Exchange.FETCHED) || sign.has(Exchange.DATA);
    if (script) {
      votes.add(new Vote(Optional.empty(), act ? 0.5 : 0.8, Why.of(Kind.SCRIPT, "")));
    } else if (hop && !act) {
      votes.add(new Vote(Optional.empty(), 0.8, Why.of(Kind.REDIRECT, "")));
    } else if (act) {
      votes.add(new Vote(Optional.empty(), 0.3, Why.of(Kind.NOTHING, "")));
    } else {
      votes.add(new Vote(Optional.of(PAGE_VIEW), 0.4, Why.of(Kind.NOTHING, "")));
    }
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+|\\{[a-z]+}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String letters(String text) {
    return NO_LETTER.matcher(plain(text)).replaceAll("");
  }
}
