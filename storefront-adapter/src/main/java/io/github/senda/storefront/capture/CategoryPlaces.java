package io.github.senda.storefront.capture;

import io.github.senda.storefront.privacy.PercentEscapes;
import io.github.senda.touch.Category;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a shop's addresses name a category of goods: behind the words that shops have for it,
 * {@code /categoria/ollas}, where a merchant says so, {@code /c/{category}/**}, and in a parameter,
 * {@code ?category=ollas}. Immutable; safe for any thread.
 */
public final class CategoryPlaces {

  /** Where nobody has said anything. */
  public static final CategoryPlaces USUAL = new CategoryPlaces(List.of());

  private static final String HERE = "{category}";
  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");
  private static final Pattern SAID =
      Pattern.compile("(/([A-Za-z0-9._~-]+|\\*|\\{category}))+(/\\*\\*)?");
  private static final Pattern NUMBER_BEFORE = Pattern.compile("^[0-9]+[-_]");
  private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z]{2,5}$");
  private static final int LONGEST_QUERY = 2_000;

  private static final Set<String> WORDS =
      Set.of(
          ("category categories categoria categorias categorie kategorie kategorien"
                  + " product-category categoria-producto produkt-kategorie categorie-produit"
                  + " categoria-produto categoria-prodotto collection collections coleccion"
                  + " colecciones collezioni department departments departamento departamentos"
                  + " seccion familia")
              .split(" "));

  private static final Set<String> PARAMETERS =
      Set.of(
          ("category categoria categorie kategorie cat category_id categoryid category_name"
                  + " categoryname category_slug product_cat")
              .split(" "));

  private final List<List<String>> said;

  private CategoryPlaces(List<List<String>> said) {
    this.said = List.copyOf(said);
  }

  /**
   * What a merchant says: paths below the shop with one {@code {category}}, with {@code *} for any
   * other segment and {@code **} for any rest, commas between them. What cannot be used goes to the
   * complaints.
   */
  public static CategoryPlaces read(String text, List<String> complaints) {
    List<List<String>> places = new ArrayList<>();
    for (String one : List.of(COMMAS.split(text.strip()))) {
      List<String> segments = List.of(one.split("/"));
      if (SAID.matcher(one).matches()
          && segments.indexOf(HERE) == segments.lastIndexOf(HERE)
          && segments.contains(HERE)) {
        places.add(segments.subList(1, segments.size()));
      } else if (!one.isEmpty()) {
        complaints.add(
            "senda.categories holds paths as /shop/{category}/**, each with one {category}, not \""
                + one
                + "\"");
      }
    }
    return new CategoryPlaces(places);
  }

  /** The category that a path below the shop names, as its word; whose it is, is not asked. */
  Optional<String> in(String path) {
    List<String> segments = PathTemplate.segments(path);
    for (List<String> place : said) {
      int at = at(place, segments);
      if (at >= 0) {
        return word(segments.get(at));
      }
    }
    for (int i = 0; i + 1 < segments.size(); i++) {
      if (WORDS.contains(segments.get(i).toLowerCase(Locale.ROOT))) {
        return PathWords.isPageOfListing(segments.get(i + 1))
            ? Optional.empty()
            : word(segments.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static int at(List<String> place, List<String> segments) {
    int found = -1;
    for (int i = 0; i < place.size(); i++) {
      String part = place.get(i);
      if (part.equals("**")) {
        return found;
      }
      if (i >= segments.size()
          || !(part.equals("*") || part.equals(HERE) || part.equals(segments.get(i)))) {
        return -1;
      }
      found = part.equals(HERE) ? i : found;
    }
    return place.size() == segments.size() ? found : -1;
  }

  private static Optional<String> word(String segment) {
    String plain = PercentEscapes.decodeTwice(segment);
    plain = EXTENSION.matcher(plain).replaceFirst("");
    plain = NUMBER_BEFORE.matcher(plain).replaceFirst("");
    return Category.word(plain);
  }

  /**
   * The category that a query names, as its word. Asked of every query, so the name is looked at
   * letter by letter before anything is made of it.
   */
  static Optional<String> inQuery(String query) {
    int length = Math.min(query.length(), LONGEST_QUERY);
    for (int start = 0; start < length; ) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      if (query.regionMatches(true, start + 1, "at", 0, 2)
          || query.regionMatches(true, start, "product_cat=", 0, 12)) {
        int equals = query.indexOf('=', start);
        if (equals > 0
            && equals < end
            && PARAMETERS.contains(query.substring(start, equals).toLowerCase(Locale.ROOT))) {
          return value(query.substring(equals + 1, end)).flatMap(Category::word);
        }
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static Optional<String> value(String raw) {
    try {
      return Optional.of(URLDecoder.decode(raw, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Whoever sends half an escape names no category.
      return Optional.empty();
    }
  }
}
