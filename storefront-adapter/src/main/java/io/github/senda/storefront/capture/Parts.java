package io.github.senda.storefront.capture;

import java.util.Optional;
import java.util.function.Function;

/**
 * What signs are made of: templates of paths, and parameters' names as a sign keeps them. Worked
 * out anew each time, or remembered by whoever sees the same shop's requests all day; the signs are
 * the same. Bounded; safe for any thread.
 */
public final class Parts {

  private static final int PATHS = 1_024;
  private static final int NAMES = 256;
  private static final Parts ANEW =
      new Parts(PathTemplate::of, PathTemplate::id, name -> ParameterNames.of(name, ""));

  /** What is made of a path: its template, and the id that the template leaves out. */
  private record Place(String template, Optional<String> id) {}

  private final Function<String, String> templates;
  private final Function<String, Optional<String>> ids;
  private final Function<String, Optional<String>> names;

  private Parts(
      Function<String, String> templates,
      Function<String, Optional<String>> ids,
      Function<String, Optional<String>> names) {
    this.templates = templates;
    this.ids = ids;
    this.names = names;
  }

  /** Each part is worked out whenever it is asked for. */
  static Parts anew() {
    return ANEW;
  }

  /** Parts for one shop, which remember what is asked again: a megabyte at most. */
  public static Parts remembered() {
    Memory<Place> places =
        new Memory<>(PATHS, path -> new Place(PathTemplate.of(path), PathTemplate.id(path)));
    return new Parts(
        path -> places.apply(path).template(),
        path -> places.apply(path).id(),
        new Memory<>(NAMES, ANEW.names));
  }

  String template(String path) {
    return templates.apply(path);
  }

  Optional<String> id(String path) {
    return ids.apply(path);
  }

  /** A parameter as {@link ParameterNames#of} gives it. */
  public Optional<String> name(String name, String value) {
    return ParameterNames.isSelector(name) ? ParameterNames.of(name, value) : names.apply(name);
  }
}
