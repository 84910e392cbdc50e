package io.github.senda.storefront.servlet;

import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Senda's own cookie: a random number that ends with the browser's session and links nothing. Two
 * shops on one host have two, since its name and its path are the context's. A value; safe for any
 * thread.
 *
 * @param name the cookie's name
 * @param path the cookie's path
 */
record VisitorCookie(String name, String path) {

  private static final int NAME_BYTES = 4;

  static VisitorCookie of(String contextPath) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(contextPath.getBytes(StandardCharsets.UTF_8));
      return new VisitorCookie(
          "senda_" + HexFormat.of().formatHex(hash, 0, NAME_BYTES),
          contextPath.isEmpty() ? "/" : contextPath);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The visitor whom one of the cookies names; a forged text is none, null stands for none. */
  Optional<VisitorId> read(Cookie[] cookies) {
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name) && cookie.getValue() != null) {
          return VisitorId.parse(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** The header's value; written by hand, since hosts before Servlet 6 know no SameSite. */
  String header(VisitorId visitor, boolean secure) {
    return name
        + "="
        + visitor
        + "; Path="
        + path
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
