package io.github.senda.storefront.capture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the words of a path announce of the segments after them, in English, Spanish, Portuguese,
 * French, German and Italian: one product of many, the words of a search, or a person. Those are
 * cut out of a template, but for the names of pages that shops have there. Immutable; safe for any
 * thread.
 */
enum PathWords {
  /** Nothing is cut. */
  PAGES,

  /** One of many: a product, a category, an article. Names of pages end it. */
  ONE_OF_MANY,

  /** What somebody looks for, up to the path's end: only a search's own pages stay. */
  SEARCH,

  /** A person's name, up to the path's end: only words that the built-in rules know stay. */
  PERSON;

  private static final Set<String> LISTING =
      words(
          "product products producto productos produto produtos produit produits produkt produkte"
              + " prodotto prodotti artikel articolo kategorie kategorien categorie"
              + " produkt-kategorie categorie-produit categoria-produto categoria-prodotto"
              + " collezioni item items articulo articulos p dp category"
              + " categories categoria categorias categoria-producto product-category"
              + " collection collections coleccion colecciones brand brands marca marcas"
              + " product-tag etiqueta-producto tag tags etiqueta etiquetas department"
              + " departments departamento departamentos seccion familia blog news noticias");

  private static final Set<String> PAGE_OF_LISTING =
      words(
          "quickview quick-view zoom zoomimages add agregar anadir remove delete eliminar quitar"
              + " update actualizar new nuevo nuevos all"
              + " todo todos list lista search buscar busqueda review reviews resena resenas"
              + " opinion opiniones valoracion valoraciones comentarios page pagina view ver"
              + " detail details detalle ficha cart carrito basket cesta checkout compare"
              + " comparar wishlist index product products producto productos item items"
              + " category categories categoria categorias sale ofertas offers novedades stock"
              + " questions preguntas images share login");

  /** Those that say it also as a part of a segment: {@code resultados-de-busqueda}. */
  private static final Set<String> LOOKING =
      words(
          "search searches buscar busca buscas busqueda busquedas buscador pesquisa pesquisas"
              + " pesquisar procurar recherche recherches rechercher chercher suche suchen ricerca"
              + " ricerche cercare");

  private static final Set<String> LOOKING_ALONE =
      words(
          "find finder q query keyword keywords searchresult searchresults catalogsearch"
              + " quicksearch productsearch keywordsearch advancedsearch searchdisplay sitesearch"
              + " searchterm results resultados resultats suchergebnis suchergebnisse"
              + " produktsuche risultati cerca");

  private static final Set<String> PAGE_OF_SEARCH =
      words(
          "result resultado resultat resultate ergebnis ergebnisse risultato index advanced"
              + " avanzada avancada avancee erweitert avanzata ajax api json form default all list"
              + " lista page pagina seite sort filter filters suggest suggestion suggestions"
              + " autosuggest autocomplete typeahead sugerencias sugestoes vorschlage suggerimenti"
              + " autocompletar searchbox term terms text texto items product products productos"
              + " produtos produits produkte prodotti category categories store stores es en pt fr"
              + " de it");

  /** After {@code s} stand the words of a search, or a shop's pages as in a portal. */
  private static final Set<String> SOMEBODY =
      words(
          "s u user users usuario usuarios usuaria utilizador utilizadores utilisateur"
              + " utilisateurs benutzer nutzer utente utenti profile profiles perfil perfiles"
              + " perfis profil profils profilo profili member members miembro miembros"
              + " socio socios socia membro membros membre membres mitglied mitglieder author"
              + " authors autor autora autores auteur auteurs autoren autore autori customer"
              + " customers cliente clientes clienta client clients kunde kunden kundin clienti"
              + " seller sellers vendor vendors vendedor vendedores vendeur vendeurs verkaufer"
              + " venditore venditori people person persons persona personas pessoa pessoas"
              + " personne personnes personen persone reviewer reviewers friend friends amigo"
              + " amigos registry gift-registry giftregistry wedding wedding-registry boda bodas"
              + " lista-de-boda listas-de-boda lista-bodas listes-de-mariage hochzeit"
              + " user-profile userprofile public-profile perfil-publico perfil-usuario"
              + " perfil-de-usuario");

  private static final Map<String, PathWords> ANNOUNCED =
      Map.of(LISTING, ONE_OF_MANY, LOOKING, SEARCH, LOOKING_ALONE, SEARCH, SOMEBODY, PERSON)
          .entrySet()
          .stream()
          .flatMap(all -> all.getKey().stream().map(word -> Map.entry(word, all.getValue())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** Pages of an account that no rule asks for. */
  private static final Set<String> PAGE_OF_PERSON =
      words(
          "account post section summary referer load init index all html js css move print invoice invoices"
              + " factura facturas fatura faturas facture factures rechnung rechnungen fattura"
              + " fatture download downloads downloadable downloadableproducts descargas avatar"
              + " image photo foto preferences preferencias activity actividad followers following"
              + " seguidores notifications notificaciones messages mensajes verify verificar"
              + " security seguridad");

  /** Words of the rules that are also names of people. */
  private static final Set<String> NAMES = words("max ami alta calle price");

  private static final Set<String> ENDINGS =
      words("html htm xhtml jsp jspx jsf faces do action json xml js css php aspx asp ajax");

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  private static final Pattern CUT = Pattern.compile("[-_]");

  /** Read when the first person is announced. */
  private static final class Known {
    static final Set<String> WORDS =
        Stream.concat(
                Rules.builtInWords().stream()
                    .flatMap(phrase -> WORD.matcher(phrase).results().map(MatchResult::group)),
                Stream.of(PAGE_OF_PERSON, PAGE_OF_SEARCH, LOOKING).flatMap(Set::stream))
            .filter(word -> !NAMES.contains(word))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What is announced of the segments after this one.
   *
   * @param word a segment that stays, in lower case, without accents and file extension
   */
  PathWords after(String word) {
    if (this == SEARCH) {
      return SEARCH;
    }
    PathWords announced = ANNOUNCED.getOrDefault(word, PAGES);
    if (announced == SEARCH || announced == PERSON) {
      return announced;
    }
    if (this == PAGES) {
      return announced == PAGES && looking(word).isPresent() ? SEARCH : announced;
    }
    return this == PERSON || !PAGE_OF_LISTING.contains(word) ? this : announced;
  }

  /**
   * What stays of a segment.
   *
   * @param word the segment in lower case, without accents and file extension
   * @return the segment; empty where nothing stays; of {@code buscar-zapatos-rojos} the first word
   */
  Optional<String> kept(String segment, String word) {
    boolean stays =
        switch (this) {
          case PAGES -> true;
          case ONE_OF_MANY -> PAGE_OF_LISTING.contains(word) || announces(word, SEARCH, PERSON);
          case SEARCH ->
              endsUsually(segment) && (PAGE_OF_SEARCH.contains(word) || announces(word, SEARCH));
          case PERSON -> endsUsually(segment) && (ANNOUNCED.containsKey(word) || isKnown(segment));
        };
    if (this != PAGES) {
      return Optional.of(segment).filter(all -> stays);
    }
    Optional<String> first = looking(word).filter(looking -> word.startsWith(looking));
    return first.isEmpty() || isKnown(segment) ? Optional.of(segment) : first;
  }

  private static boolean announces(String word, PathWords... any) {
    return List.of(any).contains(ANNOUNCED.getOrDefault(word, PAGES));
  }

  /** The word in a segment of several that says that something is looked for. */
  private static Optional<String> looking(String word) {
    boolean several = word.indexOf('-') >= 0 || word.indexOf('_') >= 0;
    return several
        ? CUT.splitAsStream(word).filter(LOOKING::contains).findFirst()
        : Optional.empty();
  }

  /** Whether what stands after a dot is no name. */
  private static boolean endsUsually(String segment) {
    int dot = segment.lastIndexOf('.');
    return dot <= 0 || ENDINGS.contains(segment.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Whether the built-in rules, or paths of shops, have such a word and it is no one's name. */
  static boolean isOfShops(String word) {
    return Known.WORDS.contains(word)
        || LISTING.contains(word)
        || PAGE_OF_LISTING.contains(word)
        || Rules.isCompound(word);
  }

  /** Whether a segment behind the word for a list is a page of it, and not one of many. */
  static boolean isPageOfListing(String segment) {
    return PAGE_OF_LISTING.contains(segment.toLowerCase(Locale.ROOT));
  }

  /** Whether a segment has no word but those of the rules. */
  private static boolean isKnown(String segment) {
    int dot = segment.lastIndexOf('.');
    String stem = endsUsually(segment) && dot > 0 ? segment.substring(0, dot) : segment;
    return Arrays.stream(Phrases.words(stem).split(" ")).allMatch(Known.WORDS::contains);
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.split(" ")));
  }
}
