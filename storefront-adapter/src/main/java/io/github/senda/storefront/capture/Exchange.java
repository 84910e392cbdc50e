package io.github.senda.storefront.capture;

import io.github.senda.touch.Category;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.VisitorId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request with its answer, as far as a sign is made of it: by the filter from what a host
 * shows, by whoever reads a recording from what was recorded. One way to make signs for all.
 *
 * @param method the HTTP method
 * @param host the host that was asked, with or without a port; empty if it is not known
 * @param contextPath the application's place on the host, empty or beginning with {@code /}
 * @param path the path on the host as it was sent, with percent-escapes and the context path
 * @param query the query as it was sent; empty for none
 * @param form the names of form fields as {@link ParameterNames#of} gives them
 * @param fetched whether a script asked, and so no page is shown by it as a rule
 * @param pattern the pattern of the shop's own routing that took the request, as {@code
 *     /product/{id}}
 * @param answer what the shop made of it
 */
public record Exchange(
    String method,
    String host,
    String contextPath,
    String path,
    String query,
    List<String> form,
    boolean fetched,
    Optional<String> pattern,
    Answer answer) {

  /**
   * What the shop made of a request.
   *
   * @param status the HTTP status; 0 if it is not known
   * @param thrown whether the shop threw
   * @param forward the last target inside the application that the request was forwarded to
   * @param location where the answer sent the visitor, as it stood in the header
   * @param contentType the type of the answer's body as it stood in the header
   * @param refused whether the shop noted by itself, in an attribute of the request, that what was
   *     sent was not accepted
   * @param named the touchpoint that the shop itself named
   * @param category the category of goods that the shop itself named
   */
  public record Answer(
      int status,
      boolean thrown,
      Optional<String> forward,
      Optional<String> location,
      Optional<String> contentType,
      boolean refused,
      Optional<Touchpoint> named,
      Optional<String> category) {

    /** An answer of which only the status is known. */
    public static Answer of(int status) {
      return new Answer(
          status,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty());
    }
  }

  /** Stands among the parameters' names of what a script asked for; no shop's parameter has it. */
  static final String FETCHED = ":fetch";

  /** Stands there where the answer was data for a script and no page. */
  static final String DATA = ":data";

  /** Stands there where the shop noted that what was sent was not accepted. */
  static final String REFUSED = ":refused";

  /** Begins what stands there where the shop itself named the touchpoint. */
  public static final String NAMED = ":touchpoint=";

  /** The method of what was told from elsewhere, of which the filter saw nothing. */
  public static final String TOLD = "TOLD";

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:@]*)[^/?#]*(.*)");

  private static final int NOT_MODIFIED = 304;
  private static final int MAX_REDIRECT_NAMES = 10;
  private static final int MAX_HOST = 100;

  public Exchange {
    form = List.copyOf(form);
  }

  /** Whether a script asked, by what a browser says in the headers of a request. */
  public static boolean isFetched(Noise.Headers headers) {
    Optional<String> mode = headers.get("Sec-Fetch-Mode");
    if (mode.isPresent()) {
      return !mode.get().equals("navigate");
    }
    return headers.get("X-Requested-With").filter("XMLHttpRequest"::equals).isPresent()
        || headers
            .get("Accept")
            .filter(accept -> !accept.toLowerCase(Locale.ROOT).contains("text/html"))
            .isPresent();
  }

  /**
   * The id that the template cuts out of the path or of the redirect's target, the last of them, by
   * which two exchanges are about the same thing; for comparison only, and to be forgotten.
   */
  public Optional<String> id() {
    return id(Parts.anew());
  }

  /** The same id, whichever the parts are. */
  public Optional<String> id(Parts parts) {
    Optional<String> id = parts.order(below(path));
    if (id.isEmpty() && answer.status() / 100 == 3 && answer.location().isPresent()) {
      String to = answer.location().get();
      int mark = to.indexOf('?');
      String target = mark < 0 ? to : to.substring(0, mark);
      id = parts.order(below(target));
      if (id.isEmpty() && mark >= 0) {
        id = ParameterNames.order(to.substring(mark + 1));
      }
    }
    return id.isPresent() || query.isEmpty() ? id : ParameterNames.order(query);
  }

  /** The sign of this exchange. */
  public Sign sign() {
    return sign(Parts.anew());
  }

  /** The sign of this exchange, the same whichever the parts are. */
  public Sign sign(Parts parts) {
    return sign(parts, parts.sender());
  }

  /**
   * The same for what somebody sends, so that it is found out which words are sent by many. Written
   * without lambdas, since each would be an object for each request.
   *
   * @param sender a visitor who could be told from the others, if any
   */
  public Sign sign(Parts common, Optional<VisitorId> sender) {
    boolean plain = query.isEmpty() && answer.location().isEmpty();
    Parts parts = plain ? common : common.sentBy(sender);
    List<String> names = ParameterNames.query(query, parts);
    if (!form.isEmpty()) {
      names.addAll(form);
    }
    if (fetched) {
      names.add(FETCHED);
    }
    if (answer.contentType().isPresent() && isData(answer.contentType().get())) {
      names.add(DATA);
    }
    if (answer.refused()) {
      names.add(REFUSED);
    }
    if (answer.named().isPresent()) {
      names.add(NAMED + answer.named().get());
    }
    int statusClass = statusClass();
    if (statusClass < 4) {
      Optional<String> category =
          answer.category().isPresent()
              ? answer.category()
              : parts.category(below(path), query, sender);
      if (category.isPresent()) {
        names.add(Category.NAMED + category.get());
      }
    }
    Optional<String> routed =
        pattern.isPresent() ? PathTemplate.of(pattern.get(), below(path)) : Optional.empty();
    return new Sign(
        method.toUpperCase(Locale.ROOT),
        routed.isPresent() ? routed.get() : parts.template(below(path)),
        ParameterNames.bounded(names),
        answer.forward().isPresent()
            ? Optional.of(parts.template(answer.forward().get()))
            : Optional.empty(),
        statusClass,
        answer.thrown(),
        answer.status() / 100 == 3 && answer.location().isPresent()
            ? Optional.of(redirect(answer.location().get(), parts))
            : Optional.empty());
  }

  private static boolean isData(String contentType) {
    return begins(contentType, "application/")
        ? !begins(contentType, "application/xhtml")
        : begins(contentType, "text/plain") || begins(contentType, "text/javascript");
  }

  private static boolean begins(String text, String beginning) {
    return text.regionMatches(true, 0, beginning, 0, beginning.length());
  }

  /** A page that the browser still had is a page that the visitor saw: it is no redirect. */
  private int statusClass() {
    int digit = answer.status() == NOT_MODIFIED ? 2 : answer.status() / 100;
    return digit >= 1 && digit <= 5 ? digit : 0;
  }

  private String below(String path) {
    return path.startsWith(contextPath) ? path.substring(contextPath.length()) : path;
  }

  private String redirect(String location, Parts parts) {
    String target = location.strip();
    boolean onThisHost = target.startsWith("/") && !target.startsWith("//");
    Matcher absolute = onThisHost ? null : ABSOLUTE.matcher(target);
    if (absolute != null && absolute.matches()) {
      String to = absolute.group(1).toLowerCase(Locale.ROOT);
      if (!to.equals(host.split(":", 2)[0].toLowerCase(Locale.ROOT))) {
        return elsewhere(to);
      }
      target = absolute.group(2).isEmpty() ? "/" : absolute.group(2);
    }
    int fragment = target.indexOf('#');
    target = fragment < 0 ? target : target.substring(0, fragment);
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String names = mark < 0 ? "" : target.substring(mark + 1);
    if (path.isEmpty()) {
      path = this.path;
    } else if (!path.startsWith("/")) {
      path = this.path.substring(0, this.path.lastIndexOf('/') + 1) + path;
    }
    boolean inside =
        path.startsWith(contextPath)
            && (path.length() == contextPath.length()
                || path.charAt(contextPath.length()) == '/'
                || path.charAt(contextPath.length()) == ';');
    if (!inside) {
      return elsewhere(host.split(":", 2)[0]);
    }
    String template = parts.template(below(path));
    List<String> query = ParameterNames.bounded(ParameterNames.query(names, parts));
    return query.isEmpty()
        ? template
        : template
            + "?"
            + String.join("&", query.subList(0, Math.min(query.size(), MAX_REDIRECT_NAMES)));
  }

  private static String elsewhere(String host) {
    String plain = host.replaceAll("[^A-Za-z0-9.-]", "_");
    return "//" + plain.substring(0, Math.min(plain.length(), MAX_HOST));
  }
}
