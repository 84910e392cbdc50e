package io.github.senda.storefront.privacy;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a search, out of the query of the page that answers it: lower case, letters and
 * digits with single blanks between them, without what could tell who somebody is. Pure; safe for
 * any thread.
 */
public final class SearchText {

  /** How long it is at most: what is longer is no search for a product, and not kept at all. */
  public static final int LONGEST = 60;

  private static final int SHORTEST = 2;
  private static final int MOST_WORDS = 8;
  private static final int LONGEST_RAW = 400;
  private static final int MOST_PAIRS = 50;

  /** What shops call the field: English, Spanish, Portuguese, French, German, Italian. */
  private static final Set<String> NAMES =
      Set.of(
          ("q s query search searchterm search_term search_query searchtext search_text searchword"
                  + " searchphrase keyword keywords kw term buscar busca busqueda buscador palabra"
                  + " palabras pesquisa pesquisar procurar palavra palavras termo recherche"
                  + " rechercher mot mots motcle motscles suche suchen suchbegriff suchwort"
                  + " stichwort begriff cerca ricerca parola parole")
              .split(" "));

  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private SearchText() {}

  /** The words of a query as it stands in an address; empty where it has none that may be kept. */
  public static Optional<String> of(String query) {
    int start = 0;
    for (int pairs = 0; start < query.length() && pairs < MOST_PAIRS; pairs++) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', start);
      if (equals > start
          && equals + 1 < end
          && NAMES.contains(query.substring(start, equals).toLowerCase(Locale.ROOT))) {
        return kept(query.substring(equals + 1, end));
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static Optional<String> kept(String raw) {
    if (raw.length() > LONGEST_RAW) {
      return Optional.empty();
    }
    String safe = Scrubber.standard().scrub(raw);
    String words =
        OTHER.matcher(Scrubber.read(safe).toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    // Once more, since signs that stood between its digits may have hidden a number.
    boolean usable =
        words.length() >= SHORTEST
            && words.length() <= LONGEST
            && words.chars().filter(c -> c == ' ').count() < MOST_WORDS
            && !Scrubber.standard().isPersonal(words);
    return usable ? Optional.of(words) : Optional.empty();
  }
}
