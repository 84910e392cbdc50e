package io.github.senda.storefront.capture;

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
          name -> ParameterNames.of(name, ""),
          pair -> {
            int equals = pair.indexOf('=');
            return ParameterNames.of(pair.substring(0, equals), pair.substring(equals + 1));
          });

  /** What is made of a path: its template, and the order's id that the template leaves out. */
  private record Place(String template, Optional<String> order) {}

  private final Function<String, String> templates;
  private final Function<String, Optional<String>> orders;
  private final Function<String, Optional<String>> names;

  /** By {@code name=value}; a selector's name holds no {@code =}. */
  private final Function<String, Optional<String>> selected;

  private Parts(
      Function<String, String> templates,
      Function<String, Optional<String>> orders,
      Function<String, Optional<String>> names,
      Function<String, Optional<String>> selected) {
    this.templates = templates;
    this.orders = orders;
    this.names = names;
    this.selected = selected;
  }

  /** Each part is worked out whenever it is asked for. */
  static Parts anew() {
    return ANEW;
  }

  /** Parts for one shop, which remember what is asked again: a megabyte at most. */
  public static Parts remembered() {
    Memory<Place> places =
        new Memory<>(PATHS, path -> new Place(PathTemplate.of(path), orderOf(path)));
    return new Parts(
        path -> places.apply(path).template(),
        path -> places.apply(path).order(),
        new Memory<>(NAMES, ANEW.names),
        // A value that no sign keeps is nothing that a shop's own pages ask for: it is let go.
        new Memory<>(NAMES, ANEW.selected, (pair, kept) -> kept.filter(pair::equals).isPresent()));
  }

  String template(String path) {
    return templates.apply(path);
  }

  /** The id that the template of a path leaves out, if the path is about an order. */
  Optional<String> order(String path) {
    return orders.apply(path);
  }

  private static Optional<String> orderOf(String path) {
    return ORDERLY.matcher(path).find() ? PathTemplate.id(path) : Optional.empty();
  }

  /** A parameter as {@link ParameterNames#of} gives it. */
  public Optional<String> name(String name, String value) {
    return ParameterNames.isSelector(name) ? selected.apply(name + '=' + value) : names.apply(name);
  }
}
