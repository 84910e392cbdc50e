package io.github.senda.storefront.beacon;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The cookie that says that a browser was asked the shop's question, for a year; it says nothing
 * else, and only those have it who agreed to be known again. A value; safe for any thread.
 *
 * @param name the cookie's name
 * @param path the cookie's path
 */
public record AskedCookie(String name, String path) {

  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  /** The cookie of a context; two shops on one host have two. */
  public static AskedCookie of(String contextPath) {
    return new AskedCookie(
        "senda_asked" + contextPath.replaceAll("[^A-Za-z0-9]+", "_"),
        contextPath.isEmpty() ? "/" : contextPath);
  }

  /** Whether a request has it. */
  public boolean isIn(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  void give(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader("Set-Cookie", header("1", YEAR_SECONDS, request.isSecure()));
  }

  /** Takes it back from a browser that has it. */
  public void take(HttpServletRequest request, HttpServletResponse response) {
    if (isIn(request)) {
      response.addHeader("Set-Cookie", header("", 0, request.isSecure()));
    }
  }

  private String header(String value, int seconds, boolean secure) {
    return name
        + "="
        + value
        + "; Path="
        + path
        + "; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
