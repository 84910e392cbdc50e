package io.github.senda.storefront.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request says of the browser that sends it, of where it is from and where it goes, before
 * anybody asks who it is. Reads headers and addresses, and keeps nothing.
 */
final class Request {

  private static final int LONGEST_USER_AGENT = 512;
  private static final int LONGEST_PATTERN = 300;
  private static final String SPRING_PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private Request() {}

  static String userAgent(HttpServletRequest request) {
    String text = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return text.length() > LONGEST_USER_AGENT ? text.substring(0, LONGEST_USER_AGENT) : text;
  }

  static boolean takesPages(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }

  static boolean isFetch(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    if (mode != null) {
      return !mode.equals("navigate");
    }
    String accept = request.getHeader("Accept");
    return "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
        || (accept != null && !accept.toLowerCase(Locale.ROOT).contains("text/html"));
  }

  /** Whether anything in a request could only come from a browser. */
  static boolean isBrowser(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return request.getHeader("Origin") != null
        || request.getHeader("Referer") != null
        || request.getHeader("Accept-Language") != null
        || request.getHeader("Sec-Fetch-Site") != null
        || (cookies != null && cookies.length > 0);
  }

  static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("cross-site");
    }
    String origin = request.getHeader("Origin");
    if (origin == null || origin.equals("null") || request.getHeader("Host") == null) {
      return false;
    }
    int scheme = origin.indexOf("://");
    return scheme < 0 || !isThisHost(request, origin.substring(scheme + 3));
  }

  static AddressHashes.From from(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") ? AddressHashes.From.HERE : AddressHashes.From.ELSEWHERE;
    }
    String referer = request.getHeader("Referer");
    if (referer == null) {
      return AddressHashes.From.UNSAID;
    }
    int host = referer.indexOf("://") + 3;
    int end = referer.indexOf('/', host);
    return host > 2
            && isThisHost(request, referer.substring(host, end < 0 ? referer.length() : end))
        ? AddressHashes.From.HERE
        : AddressHashes.From.ELSEWHERE;
  }

  /** Whether a host is the one that was asked, by its own name or the name that a proxy tells. */
  private static boolean isThisHost(HttpServletRequest request, String host) {
    return host.equalsIgnoreCase(request.getHeader("Host"))
        || host.equalsIgnoreCase(request.getHeader("X-Forwarded-Host"));
  }

  static List<String> headers(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeaders(name))
        .map(Collections::list)
        .orElseGet(ArrayList::new);
  }

  /** Empty for a pattern that takes anything, as it says less than the path. */
  static Optional<String> pattern(HttpServletRequest request) {
    Object pattern = request.getAttribute(SPRING_PATTERN);
    if (pattern == null) {
      return Optional.empty();
    }
    String text = pattern.toString();
    if (text.contains("**") || text.length() > LONGEST_PATTERN) {
      return Optional.empty();
    }
    // Below a servlet of its own path, the pattern is what comes after that path.
    String within = request.getPathInfo() == null ? "" : request.getServletPath();
    return Optional.of(within + (text.startsWith("/") ? text : "/" + text));
  }

  static Optional<String> pathOf(String referer) {
    if (referer == null) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(referer);
      return Optional.ofNullable(uri.getRawPath())
          .map(path -> address(path, Optional.ofNullable(uri.getRawQuery()).orElse("")));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The path and query that a redirect leads to, if it stays on this host. */
  static Optional<String> target(Seen.Arrival arrival, String location) {
    try {
      URI here = new URI("http", arrival.host(), "/", null).resolve(arrival.path());
      URI to = here.resolve(new URI(location.strip()));
      return arrival.host().equalsIgnoreCase(to.getHost())
          ? Optional.of(address(to.getRawPath(), Optional.ofNullable(to.getRawQuery()).orElse("")))
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Path and query without what a session adds. */
  static String address(String path, String query) {
    int parameters = path.indexOf(';');
    String plain = parameters < 0 ? path : path.substring(0, parameters);
    return query.isEmpty() ? plain : plain + "?" + query;
  }
}
