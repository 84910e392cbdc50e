package io.github.senda.storefront.servlet;

import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Senda's own cookies: a random number that ends with the browser's session and links nothing, and
 * the one of who agreed to be known again, which is set once and lasts thirteen months. Two shops
 * on one host have two, since the name and the path are the context's. A value; safe for any
 * thread.
 *
 * @param name the cookie's name
 * @param path the cookie's path
 * @param life how long it lasts; empty for as long as the browser's session
 */
record VisitorCookie(String name, String path, Optional<Duration> life) {

  /** Thirteen months, as authorities ask for who measures an audience. */
  static final Duration LASTING = Duration.ofDays(395);

  private static final int NAME_BYTES = 4;

  static VisitorCookie of(String contextPath) {
    return of("senda_", contextPath, Optional.empty());
  }

  /** The cookie of a visitor who agreed to be known again. */
  static VisitorCookie lasting(String contextPath) {
    return of("senda_known_", contextPath, Optional.of(LASTING));
  }

  private static VisitorCookie of(String prefix, String contextPath, Optional<Duration> life) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(contextPath.getBytes(StandardCharsets.UTF_8));
      return new VisitorCookie(
          prefix + HexFormat.of().formatHex(hash, 0, NAME_BYTES),
          contextPath.isEmpty() ? "/" : contextPath,
          life);
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
    return header(visitor.toString(), life.map(Duration::toSeconds), secure);
  }

  /** The header's value that takes it back. */
  String taken(boolean secure) {
    return header("", Optional.of(0L), secure);
  }

  private String header(String value, Optional<Long> seconds, boolean secure) {
    return name
        + "="
        + value
        + "; Path="
        + path
        + seconds.map(age -> "; Max-Age=" + age).orElse("")
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
