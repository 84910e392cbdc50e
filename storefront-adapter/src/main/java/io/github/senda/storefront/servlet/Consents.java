package io.github.senda.storefront.servlet;

import io.github.senda.storefront.beacon.AskedCookie;
import io.github.senda.storefront.panel.VisitorChoices;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who agreed to be known again, and who took it back. An agreement is kept by the visitor alone, in
 * a cookie of its own that is set once and never renewed; in here is only what was said in answers
 * that could carry no cookie any more, until the visitor's next request. Bounded; safe for any
 * thread.
 */
final class Consents implements VisitorChoices {

  private static final int MOST = 10_000;

  /**
   * Who sends a request.
   *
   * @param visitor empty where no cookie tells
   * @param agreed whether the visitor is known from visit to visit, as agreed to
   */
  record Known(Optional<VisitorId> visitor, boolean agreed) {}

  private static final class Recent<V> extends LinkedHashMap<VisitorId, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<VisitorId, V> eldest) {
      return size() > MOST;
    }
  }

  private final ConsentMode mode;
  private final Optional<ConsentCookie> told;
  private final VisitorCookie session;
  private final VisitorCookie lasting;
  private final AskedCookie asked;
  private final SecureRandom random;
  private final Withdrawals withdrawals;
  private final Map<VisitorId, Boolean> agreed = new Recent<>();

  /** Who took an agreement back, and who each is from then on. */
  private final Map<VisitorId, VisitorId> parted = new Recent<>();

  Consents(
      PrivacySettings settings, String contextPath, SecureRandom random, Withdrawals withdrawals) {
    this.mode = settings.mode();
    this.told = settings.cookie();
    this.session = VisitorCookie.of(contextPath);
    this.lasting = VisitorCookie.lasting(contextPath);
    this.asked = AskedCookie.of(contextPath);
    this.random = random;
    this.withdrawals = withdrawals;
  }

  /** Whether nobody is known at all. */
  boolean isOff() {
    return mode == ConsentMode.OFF;
  }

  /**
   * Who sends a request, by its cookies. Sets the lasting cookie where the visitor has agreed since
   * the last page, and takes it back where not any more.
   *
   * @param page whether it asks for a page, with which alone a cookie is set
   */
  Known arrive(
      Cookie[] cookies, boolean page, HttpServletRequest request, HttpServletResponse response) {
    Optional<VisitorId> visit = session.read(cookies);
    if (mode != ConsentMode.ASK) {
      return new Known(visit, false);
    }
    Optional<VisitorId> kept = lasting.read(cookies);
    Optional<VisitorId> other = kept.or(() -> visit).flatMap(this::parted);
    if (other.isPresent()) {
      part(other.get(), request, response);
      return new Known(other, false);
    }
    ConsentAnswer answer = answer(cookies, kept.or(() -> visit));
    if (kept.isPresent()) {
      if (told.isEmpty() || answer == ConsentAnswer.GIVEN) {
        return new Known(kept, true);
      }
      if (answer == ConsentAnswer.REFUSED || isFromHere(request)) {
        VisitorId next = withdraw(kept.get());
        part(next, request, response);
        return new Known(Optional.of(next), false);
      }
      return new Known(visit, false);
    }
    boolean now = answer == ConsentAnswer.GIVEN && visit.isPresent() && page;
    if (now) {
      response.addHeader("Set-Cookie", lasting.header(visit.get(), request.isSecure()));
    }
    return new Known(visit, now);
  }

  /** Who tells what a page saw, by its cookies: none is set, and nothing is taken back. */
  Known read(Cookie[] cookies) {
    Optional<VisitorId> visit = session.read(cookies);
    if (mode != ConsentMode.ASK) {
      return new Known(visit, false);
    }
    Optional<VisitorId> kept = lasting.read(cookies);
    Optional<VisitorId> other = kept.or(() -> visit).flatMap(this::parted);
    if (other.isPresent()) {
      return new Known(other, false);
    }
    boolean stands = told.isEmpty() || answer(cookies, kept) == ConsentAnswer.GIVEN;
    return kept.isPresent() && stands ? new Known(kept, true) : new Known(visit, false);
  }

  private ConsentAnswer answer(Cookie[] cookies, Optional<VisitorId> visitor) {
    if (told.isPresent()) {
      return told.get().read(cookies);
    }
    synchronized (agreed) {
      return visitor.filter(agreed::containsKey).isPresent()
          ? ConsentAnswer.GIVEN
          : ConsentAnswer.UNSAID;
    }
  }

  /**
   * A cookie that is missing says no only where it would have been sent: a strict one is not, with
   * a link from another site.
   */
  private static boolean isFromHere(HttpServletRequest request) {
    return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }

  private Optional<VisitorId> parted(VisitorId visitor) {
    synchronized (parted) {
      return Optional.ofNullable(parted.get(visitor));
    }
  }

  /** From now on the visit is another's who is not known again. */
  private void part(VisitorId next, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader("Set-Cookie", lasting.taken(request.isSecure()));
    asked.take(request, response);
    response.addHeader("Set-Cookie", session.header(next, request.isSecure()));
  }

  /**
   * The visitor said yes to the shop, which tells it after its answer was made.
   *
   * @return whether it counts: nobody is asked in other modes, and where a cookie tells, it does
   */
  boolean agree(VisitorId visitor, HttpServletRequest request, HttpServletResponse response) {
    if (mode != ConsentMode.ASK || told.isPresent() || parted(visitor).isPresent()) {
      return false;
    }
    if (lasting.read(request.getCookies()).isEmpty()) {
      if (response.isCommitted()) {
        synchronized (agreed) {
          agreed.put(visitor, true);
        }
      } else {
        response.addHeader("Set-Cookie", lasting.header(visitor, request.isSecure()));
      }
    }
    return true;
  }

  /** A page tells what its visitor answered to the tool with which the shop asks. */
  void answered(boolean yes, HttpServletRequest request, HttpServletResponse response) {
    Optional<VisitorId> visitor = read(request.getCookies()).visitor();
    if (visitor.isEmpty()) {
      return;
    }
    if (yes) {
      boolean unused = agree(visitor.get(), request, response);
    } else if (known(request).isPresent() || hasAgreed(visitor.get())) {
      VisitorId unused = withdraw(visitor.get(), request, response);
    }
  }

  /** Whether a visitor's yes waits for an answer that can carry the cookie. */
  boolean hasAgreed(VisitorId visitor) {
    synchronized (agreed) {
      return agreed.containsKey(visitor);
    }
  }

  /** The visitor said no: what was linked is erased. Who it is from now on. */
  VisitorId withdraw(VisitorId visitor) {
    synchronized (agreed) {
      agreed.remove(visitor);
    }
    VisitorId next;
    synchronized (parted) {
      next = parted.computeIfAbsent(visitor, any -> VisitorId.random(random));
    }
    withdrawals.withdraw(visitor);
    return next;
  }

  /** The same, with an answer that can still carry cookies. */
  VisitorId withdraw(VisitorId visitor, HttpServletRequest request, HttpServletResponse response) {
    VisitorId next = withdraw(visitor);
    if (!response.isCommitted()) {
      part(next, request, response);
    }
    return next;
  }

  @Override
  public String mode() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** Nothing is read where nobody is asked. */
  @Override
  public Optional<VisitorId> known(HttpServletRequest request) {
    return mode == ConsentMode.ASK ? lasting.read(request.getCookies()) : Optional.empty();
  }

  @Override
  public void leave(HttpServletRequest request, HttpServletResponse response) {
    known(request).ifPresent(this::withdraw);
    response.addHeader("Set-Cookie", lasting.taken(request.isSecure()));
    response.addHeader("Set-Cookie", session.taken(request.isSecure()));
    asked.take(request, response);
  }

  /** How many are remembered. */
  int size() {
    synchronized (agreed) {
      synchronized (parted) {
        return agreed.size() + parted.size();
      }
    }
  }
}
