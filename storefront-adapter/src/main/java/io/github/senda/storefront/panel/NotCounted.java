package io.github.senda.storefront.panel;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The cookie of a browser that is not to be counted: the merchant's own, or a visitor's who wants
 * it so. It says only that, and holds for the whole shop. A value; safe for any thread.
 *
 * @param name the cookie's name, which is the shop's alone
 * @param path the cookie's path, the context's
 */
public record NotCounted(String name, String path) {

  private static final String WISH = "2";
  private static final int NAME_BYTES = 4;
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  /** The cookie of the shop at a context path. */
  public static NotCounted of(String contextPath) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(contextPath.getBytes(StandardCharsets.UTF_8));
      return new NotCounted(
          "senda_not_counted_" + HexFormat.of().formatHex(hash, 0, NAME_BYTES),
          contextPath.isEmpty() ? "/" : contextPath);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether a browser that sends these cookies is not to be counted; null stands for none. */
  public boolean isAmong(Cookie[] cookies) {
    return find(cookies) != null;
  }

  /** Whether it is so because a visitor wanted it. */
  public boolean isVisitorsWish(Cookie[] cookies) {
    Cookie cookie = find(cookies);
    return cookie != null && WISH.equals(cookie.getValue());
  }

  private Cookie find(Cookie[] cookies) {
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (name.equals(cookie.getName())) {
          return cookie;
        }
      }
    }
    return null;
  }

  /** The header's value that sets the cookie for a year, or takes it back. */
  String header(boolean set, boolean secure) {
    return header(set ? "1" : "", secure);
  }

  /** The header's value that sets the cookie for a year, as a visitor wants it. */
  String optOut(boolean secure) {
    return header(WISH, secure);
  }

  private String header(String value, boolean secure) {
    return name
        + "="
        + value
        + "; Path="
        + path
        + "; Max-Age="
        + (value.isEmpty() ? 0 : YEAR_SECONDS)
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
