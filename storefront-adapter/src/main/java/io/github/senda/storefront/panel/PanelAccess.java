package io.github.senda.storefront.panel;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who may look at the panel: nobody, until a token or a role is configured. Then whoever signs in
 * with the token, sends it as {@code Authorization: Bearer}, is in the role by the shop's own
 * sign-in, or brings the one-time token for the first time. Safe for any thread.
 */
public final class PanelAccess {

  /** The shortest token that is taken: fewer characters can be guessed. */
  public static final int SHORTEST_TOKEN = 16;

  /** What becomes of a request. */
  enum Verdict {
    /** It may see everything. */
    ALLOWED,
    /** It has to say who it is first. */
    SIGN_IN,
    /** The shop knows who it is, and that is not enough. */
    FORBIDDEN,
    /** Too many wrong tokens came from its address. */
    WAIT
  }

  private static final String BEARER = "Bearer ";

  private final Optional<byte[]> token;
  private final Optional<String> role;
  private final Optional<byte[]> once;
  private final AtomicBoolean onceUsed = new AtomicBoolean();
  private final Sessions sessions;
  private final Attempts attempts;

  private PanelAccess(
      Optional<byte[]> token, Optional<String> role, Optional<byte[]> once, Clock clock) {
    this.token = token;
    this.role = role;
    this.once = once;
    this.sessions = new Sessions(clock);
    this.attempts = new Attempts(clock);
  }

  /**
   * Whoever knows a token or is in the role; nobody where none is given, and then every path of the
   * panel is answered as if it were not there.
   *
   * @param token the access token; what is blank counts as not given
   * @param role a role of the shop's own sign-in ({@code isUserInRole}); blank as not given
   * @param once a token that signs in once, as {@code ?once=} of the panel's address
   * @throws IllegalArgumentException if a token is shorter than {@link #SHORTEST_TOKEN}
   */
  public static PanelAccess of(
      Optional<String> token, Optional<String> role, Optional<String> once, Clock clock) {
    return new PanelAccess(
        secret("access token", token),
        role.map(String::strip).filter(name -> !name.isEmpty()),
        secret("one-time token", once),
        clock);
  }

  private static Optional<byte[]> secret(String what, Optional<String> text) {
    Optional<String> given = text.map(String::strip).filter(secret -> !secret.isEmpty());
    if (given.isPresent() && given.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "the panel's "
              + what
              + " is too short to be safe, so the panel stays closed: give it at least "
              + SHORTEST_TOKEN
              + " random characters");
    }
    return given.map(PanelAccess::hash);
  }

  /** Hashed, so that comparing takes the same time whatever the length. */
  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean matches(Optional<byte[]> secret, String text) {
    return secret.isPresent() && MessageDigest.isEqual(secret.get(), hash(text));
  }

  /** Whether anybody may look at all. */
  public boolean isOpen() {
    return token.isPresent() || role.isPresent() || once.isPresent();
  }

  /** Whether there is a token to sign in with. */
  boolean hasToken() {
    return token.isPresent();
  }

  /** The role that is asked for, if one is. */
  Optional<String> role() {
    return role;
  }

  /** In what role somebody who is let in comes; no name of a person. */
  String roleOf(HttpServletRequest request) {
    return role.isPresent() && request.isUserInRole(role.get()) ? role.get() : "token";
  }

  /** What becomes of a request, by what it brings. */
  Verdict verdict(HttpServletRequest request) {
    if (session(request).filter(sessions::isOpen).isPresent()
        || (role.isPresent() && request.isUserInRole(role.get()))) {
      return Verdict.ALLOWED;
    }
    Optional<String> bearer = bearer(request);
    if (bearer.isPresent()) {
      return tokenVerdict(request, bearer.get());
    }
    boolean onlyRole = role.isPresent() && token.isEmpty() && once.isEmpty();
    return onlyRole || (role.isPresent() && request.getRemoteUser() != null)
        ? Verdict.FORBIDDEN
        : Verdict.SIGN_IN;
  }

  /** Whether a request is let in by a header that no other site can make a browser send. */
  boolean isByHeader(HttpServletRequest request) {
    return bearer(request).filter(text -> matches(token, text)).isPresent();
  }

  private static Optional<String> bearer(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  private Verdict tokenVerdict(HttpServletRequest request, String text) {
    String address = request.getRemoteAddr();
    if (!attempts.wait(address).isZero()) {
      return Verdict.WAIT;
    }
    if (matches(token, text)) {
      attempts.succeeded(address);
      return Verdict.ALLOWED;
    }
    attempts.failed(address);
    return Verdict.SIGN_IN;
  }

  /** How long the sender of a request has to wait before its tokens are looked at again. */
  Duration wait(HttpServletRequest request) {
    return attempts.wait(request.getRemoteAddr());
  }

  /** Signs in with the access token; sets the session's cookie where it is right. */
  Verdict signIn(HttpServletRequest request, HttpServletResponse response, String text) {
    Verdict verdict = tokenVerdict(request, text);
    if (verdict == Verdict.ALLOWED) {
      begin(request, response);
    }
    return verdict;
  }

  /** Signs in with the one-time token; sets the session's cookie the first time only. */
  Verdict signInOnce(HttpServletRequest request, HttpServletResponse response, String text) {
    String address = request.getRemoteAddr();
    if (!attempts.wait(address).isZero()) {
      return Verdict.WAIT;
    }
    if (!matches(once, text)) {
      attempts.failed(address);
      return Verdict.SIGN_IN;
    }
    if (!onceUsed.compareAndSet(false, true)) {
      return Verdict.FORBIDDEN;
    }
    begin(request, response);
    return Verdict.ALLOWED;
  }

  /** Ends the request's session and takes its cookie back. */
  void signOut(HttpServletRequest request, HttpServletResponse response) {
    session(request).ifPresent(sessions::end);
    setCookie(request, response, "", "; Max-Age=0");
  }

  private void begin(HttpServletRequest request, HttpServletResponse response) {
    session(request).ifPresent(sessions::end);
    setCookie(request, response, sessions.begin(), "");
  }

  private static void setCookie(
      HttpServletRequest request, HttpServletResponse response, String value, String age) {
    response.addHeader(
        "Set-Cookie",
        cookieName(request)
            + "="
            + value
            + "; Path="
            + request.getContextPath()
            + request.getServletPath()
            + "; HttpOnly; SameSite=Strict"
            + (request.isSecure() ? "; Secure" : "")
            + age);
  }

  private static Optional<String> session(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      String name = cookieName(request);
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * One name for each context and port, as browsers keep the cookies of all ports of a host
   * together: two shops on one host do not take each other's.
   */
  static String cookieName(HttpServletRequest request) {
    String context = request.getServerPort() + request.getServletContext().getContextPath();
    return "senda_panel_" + HexFormat.of().formatHex(hash(context), 0, 4);
  }

  /**
   * Whether a browser says that a request was made by one of our own pages. One that says nothing
   * is not believed.
   */
  static boolean isSameOrigin(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    if (origin == null || host == null) {
      return false;
    }
    // Only the host is compared: behind a proxy that ends TLS, the scheme is not what we see.
    String lower = origin.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + host.toLowerCase(Locale.ROOT))
        || lower.equals("https://" + host.toLowerCase(Locale.ROOT));
  }
}
