package io.github.senda.storefront.capture;

import io.github.senda.touch.Sign;
import java.util.ArrayList;
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
 * @param forward the last target inside the application that the request was forwarded to
 * @param status the HTTP status; 0 if it is not known
 * @param thrown whether the shop threw
 * @param location where the answer sent the visitor, as it stood in the header
 */
public record Exchange(
    String method,
    String host,
    String contextPath,
    String path,
    String query,
    List<String> form,
    boolean fetched,
    Optional<String> forward,
    int status,
    boolean thrown,
    Optional<String> location) {

  /** Stands among the parameters' names of what a script asked for; no shop's parameter has it. */
  static final String FETCHED = ":fetch";

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:@]*)[^/?#]*(.*)");
  private static final int NOT_MODIFIED = 304;
  private static final int MAX_REDIRECT_NAMES = 10;
  private static final int MAX_HOST = 100;

  public Exchange {
    form = List.copyOf(form);
  }

  /** The sign of this exchange. */
  public Sign sign() {
    List<String> names = new ArrayList<>(ParameterNames.query(query));
    names.addAll(form);
    if (fetched) {
      names.add(FETCHED);
    }
    return new Sign(
        method.toUpperCase(Locale.ROOT),
        PathTemplate.of(below(path)),
        ParameterNames.bounded(names),
        forward.map(PathTemplate::of),
        statusClass(),
        thrown,
        status / 100 == 3 ? location.flatMap(this::redirect) : Optional.empty());
  }

  /** A page that the browser still had is a page that the visitor saw: it is no redirect. */
  private int statusClass() {
    int digit = status == NOT_MODIFIED ? 2 : status / 100;
    return digit >= 1 && digit <= 5 ? digit : 0;
  }

  private String below(String path) {
    return path.startsWith(contextPath) ? path.substring(contextPath.length()) : path;
  }

  private Optional<String> redirect(String location) {
    String target = location.strip();
    Matcher absolute = ABSOLUTE.matcher(target);
    if (absolute.matches()) {
      String to = absolute.group(1).toLowerCase(Locale.ROOT);
      if (!to.equals(host.split(":", 2)[0].toLowerCase(Locale.ROOT))) {
        return Optional.of(elsewhere(to));
      }
      target = absolute.group(2).isEmpty() ? "/" : absolute.group(2);
    }
    target = target.split("#", 2)[0];
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
      return Optional.of(elsewhere(host.split(":", 2)[0]));
    }
    List<String> query = ParameterNames.bounded(ParameterNames.query(names));
    return Optional.of(
        PathTemplate.of(below(path))
            + (query.isEmpty() ? "" : "?")
            + String.join("&", query.subList(0, Math.min(query.size(), MAX_REDIRECT_NAMES))));
  }

  private static String elsewhere(String host) {
    String plain = host.replaceAll("[^A-Za-z0-9.-]", "_");
    return "//" + plain.substring(0, Math.min(plain.length(), MAX_HOST));
  }
}
