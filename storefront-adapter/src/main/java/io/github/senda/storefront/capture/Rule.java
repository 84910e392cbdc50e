package io.github.senda.storefront.capture;

import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the rules: what a sign must be like, and what it then means.
 *
 * @param name how the rule is called where somebody asks why
 * @param touchpoint what it means; empty: noise
 * @param methods the methods, upper case; empty: any
 * @param statuses the status classes; 0, a status that nobody saw, counts as 2
 * @param thrown whether the shop must have thrown, or must not have; empty: either
 * @param template the path as a template with {@code *} for any segment and a last {@code **} for
 *     any rest; empty: any
 * @param path each must be found in the path or the selectors' values
 * @param notPath none may be found there
 * @param parameters each must be found in the names of parameters
 * @param notParameters none may be found there
 * @param fetched whether a script must have asked, or must not have; empty: either
 * @param data whether the answer must have been data, or must not have been; empty: either
 * @param pages whether pages of this shop must be seen, or must not be, as where an application in
 *     the browser asks for data alone; empty: either
 * @param forward each must be found in the forward's target
 * @param redirect each must be found in the redirect's target
 * @param notRedirect none may be found there
 */
record Rule(
    String name,
    Optional<Touchpoint> touchpoint,
    Set<String> methods,
    Set<Integer> statuses,
    Optional<Boolean> thrown,
    Optional<Boolean> fetched,
    Optional<Boolean> data,
    Optional<Boolean> pages,
    Optional<List<String>> template,
    List<Phrases> path,
    List<Phrases> notPath,
    List<Phrases> parameters,
    List<Phrases> notParameters,
    List<Phrases> forward,
    List<Phrases> redirect,
    List<Phrases> notRedirect) {

  Rule {
    methods = Set.copyOf(methods);
    statuses = Set.copyOf(statuses);
    template = template.map(List::copyOf);
    path = List.copyOf(path);
    notPath = List.copyOf(notPath);
    parameters = List.copyOf(parameters);
    notParameters = List.copyOf(notParameters);
    forward = List.copyOf(forward);
    redirect = List.copyOf(redirect);
    notRedirect = List.copyOf(notRedirect);
  }

  boolean matches(Reading sign) {
    return (methods.isEmpty() || methods.contains(sign.method()) || methods.contains(sign.sent()))
        && (statuses.isEmpty() || statuses.contains(sign.status()))
        && fits(thrown, sign.thrown())
        && fits(fetched, sign.fetched())
        && fits(data, sign.data())
        && fits(pages, sign.pages())
        && (template.isEmpty() || fits(template.get(), sign.segments()))
        && all(path, sign.path())
        && none(notPath, sign.path())
        && all(parameters, sign.parameters())
        && none(notParameters, sign.parameters())
        && all(forward, sign.forward())
        && all(redirect, sign.redirect())
        && none(notRedirect, sign.redirect());
  }

  private static boolean fits(Optional<Boolean> wanted, boolean found) {
    return wanted.isEmpty() || wanted.get() == found;
  }

  private static boolean all(List<Phrases> phrases, String text) {
    for (Phrases each : phrases) {
      if (!each.in(text)) {
        return false;
      }
    }
    return true;
  }

  private static boolean none(List<Phrases> phrases, String text) {
    for (Phrases each : phrases) {
      if (each.in(text)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(List<String> template, List<String> segments) {
    for (int i = 0; i < template.size(); i++) {
      String part = template.get(i);
      if (part.equals("**")) {
        return true;
      }
      if (i >= segments.size() || !(part.equals("*") || part.equals(segments.get(i)))) {
        return false;
      }
    }
    return template.size() == segments.size();
  }

  /** A sign as rules read it: its words laid out once for all of them. */
  record Reading(
      String method,
      String sent,
      int status,
      boolean thrown,
      boolean fetched,
      boolean data,
      boolean pages,
      List<String> segments,
      String path,
      String parameters,
      String forward,
      String redirect) {

    /**
     * @param path the path below what all paths of the shop have in common
     * @param pages whether pages of this shop are seen
     * @param compounds how words are taken apart
     */
    static Reading of(Sign sign, String path, boolean pages, Compounds compounds) {
      List<String> names =
          sign.parameters().stream()
              .filter(name -> name.charAt(0) != ':')
              .filter(name -> name.indexOf('=') < 0 || name.endsWith("="))
              .map(name -> name.endsWith("=") ? name.substring(0, name.length() - 1) : name)
              .distinct()
              .toList();
      List<String> selected =
          sign.parameters().stream()
              .filter(name -> !name.startsWith("_method="))
              .flatMap(name -> ParameterNames.selected(name).stream())
              .toList();
      return new Reading(
          method(sign),
          sign.method(),
          sign.statusClass() == 0 ? 2 : sign.statusClass(),
          sign.thrown(),
          sign.has(Exchange.FETCHED),
          sign.has(Exchange.DATA),
          pages,
          List.of(sign.path().split("/", -1)),
          withParts(Phrases.path(path, selected), compounds),
          withParts(Phrases.names(names), compounds),
          sign.forward()
              .map(target -> withParts(Phrases.path(target, List.of()), compounds))
              .orElse(" "),
          sign.redirect().map(to -> withParts(target(to), compounds)).orElse(" "));
    }

    /** A form that says it stands for another method, as those of Rails, Symfony and Spring do. */
    private static String method(Sign sign) {
      for (String method : List.of("PUT", "PATCH", "DELETE")) {
        if (sign.method().equals("POST")
            && (sign.parameters().contains("_method=" + method)
                || sign.parameters().contains("_method=" + method.toLowerCase(Locale.ROOT)))) {
          return method;
        }
      }
      return sign.method();
    }

    /** Read as it stands, and once more with the words apart that stand together. */
    private static String withParts(String text, Compounds compounds) {
      return compounds.apart(text).map(apart -> text + apart).orElse(text);
    }

    /** Only the path's own end is an end: {@code /login?error} is login, then error. */
    private static String target(String redirect) {
      if (redirect.startsWith("//")) {
        return Phrases.ELSEWHERE + Phrases.path(redirect.substring(2), List.of()).strip() + " ";
      }
      int query = redirect.indexOf('?');
      return query < 0
          ? Phrases.path(redirect, List.of())
          : Phrases.path(redirect.substring(0, query), List.of())
              + Phrases.names(List.of(redirect.substring(query + 1).split("&"))).stripLeading();
    }
  }
}
