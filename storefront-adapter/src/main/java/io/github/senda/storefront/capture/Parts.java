package io.github.senda.storefront.capture;

import io.github.senda.touch.VisitorId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What signs are made of: templates of paths, and parameters' names as a sign keeps them. Worked
 * out anew each time, or remembered by whoever sees the same shop's requests all day; the signs are
 * the same. Bounded; safe for any thread.
 */
public final class Parts {

  private static final int PATHS = 1_024;
  private static final int NAMES = 256;

  /** Of what is about no order nobody asks whether it is the same; a product's id is left alone. */
  private static final Pattern ORDERLY =
      Pattern.compile(
          "(?i)order|orden|pedido|compra|commande|bestell|ordine|encomenda|checkout|confirm|success"
              + "|thank|gracias|merci|danke|grazie|complet|finish|receipt|recibo|payment|pago");

  private static final Parts ANEW =
      new Parts(
          PathTemplate::of,
          Parts::orderOf,
          CategoryPlaces.USUAL::in,
          Optional.empty(),
          name -> ParameterNames.of(name, ""),
          pair -> Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** What is made of a path: its template, and what the template leaves out of it. */
  private record Place(String template, Optional<String> order, Optional<String> category) {}

  private final Function<String, String> templates;
  private final Function<String, Optional<String>> orders;
  private final Function<String, Optional<String>> categoryPlaces;
  private final Optional<Categories> categories;
  private final Function<String, Optional<String>> names;
  private final Optional<SelectorValues> selectors;
  private final Optional<VisitorId> visitor;

  /** By {@code name=value}; a selector's name holds no {@code =}. */
  private final Function<String, Optional<String>> selected;

  private Parts(
      Function<String, String> templates,
      Function<String, Optional<String>> orders,
      Function<String, Optional<String>> categoryPlaces,
      Optional<Categories> categories,
      Function<String, Optional<String>> names,
      Function<String, Optional<String>> selected,
      Optional<SelectorValues> selectors,
      Optional<VisitorId> visitor) {
    this.templates = templates;
    this.orders = orders;
    this.categoryPlaces = categoryPlaces;
    this.categories = categories;
    this.names = names;
    this.selected = selected;
    this.selectors = selectors;
    this.visitor = visitor;
  }

  /**
   * Each part is worked out whenever it is asked for. A selector has any value that looks like an
   * identifier: this is for what a merchant brings, of which nothing is kept.
   */
  static Parts anew() {
    return ANEW;
  }

  /**
   * Parts for one shop, which remember what is asked again: a megabyte at most. A selector has such
   * values only as are the shop's own.
   */
  public static Parts remembered() {
    return remembered(CategoryPlaces.USUAL, new Categories());
  }

  /**
   * The same.
   *
   * @param where where the shop's addresses name a category
   * @param categories those that are known by now
   */
  public static Parts remembered(CategoryPlaces where, Categories categories) {
    SelectorValues values = new SelectorValues();
    Memory<Place> places =
        new Memory<>(
            PATHS, path -> new Place(PathTemplate.of(path), orderOf(path), where.in(path)));
    return new Parts(
        path -> places.apply(path).template(),
        path -> places.apply(path).order(),
        path -> places.apply(path).category(),
        Optional.of(categories),
        new Memory<>(NAMES, ANEW.names),
        // A value that no sign keeps is nothing that a shop's own pages ask for: it is let go.
        new Memory<>(
            NAMES,
            pair -> {
              int equals = pair.indexOf('=');
              return ParameterNames.of(
                  pair.substring(0, equals), pair.substring(equals + 1), values::areShops);
            },
            (pair, kept) -> kept.filter(pair::equals).isPresent()),
        Optional.of(values),
        Optional.empty());
  }

  /**
   * The same parts for what somebody sends, so that it is found out which values of selectors are
   * sent by many.
   *
   * @param sender a visitor who could be told from the others, if any
   */
  public Parts sentBy(Optional<VisitorId> sender) {
    return selectors.isEmpty() || sender.equals(visitor)
        ? this
        : new Parts(
            templates, orders, categoryPlaces, categories, names, selected, selectors, sender);
  }

  /** Who sends what they are asked for, if that is known. */
  Optional<VisitorId> sender() {
    return visitor;
  }

  String template(String path) {
    return templates.apply(path);
  }

  /** The id that the template of a path leaves out, if the path is about an order. */
  Optional<String> order(String path) {
    return orders.apply(path);
  }

  /** The category of goods that a path or a query names, as far as it is the shop's own word. */
  Optional<String> category(String path, String query, Optional<VisitorId> sender) {
    Optional<String> word = categoryPlaces.apply(path);
    if (word.isEmpty() && !query.isEmpty()) {
      word = CategoryPlaces.inQuery(query);
    }
    if (word.isEmpty()) {
      return word;
    }
    return categories.isPresent()
        ? categories.get().asked(word.get(), sender)
        : word.filter(one -> !Categories.isPersonal(one));
  }

  private static Optional<String> orderOf(String path) {
    return ORDERLY.matcher(path).find() ? PathTemplate.id(path) : Optional.empty();
  }

  /** A parameter as {@link ParameterNames#of} gives it. */
  public Optional<String> name(String name, String value) {
    if (!ParameterNames.isSelector(name)) {
      return names.apply(name);
    }
    if (selectors.isEmpty()) {
      return ParameterNames.of(name, value);
    }
    Optional<String> kept = selected.apply(name + '=' + value);
    boolean mayBecomeKnown =
        visitor.isPresent()
            && !value.isEmpty()
            && !Character.isDigit(value.charAt(0))
            && kept.filter(name::equals).isPresent();
    return mayBecomeKnown
        ? ParameterNames.of(name, value, one -> selectors.get().keeps(one, visitor.get()))
        : kept;
  }
}
