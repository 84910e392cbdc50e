package io.github.senda.storefront.servlet;

import io.github.senda.storefront.capture.Exchange;
import io.github.senda.storefront.capture.Noise;
import io.github.senda.storefront.capture.ParameterNames;
import io.github.senda.storefront.capture.Parts;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.TouchRecorder;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes touches of requests: who it was, what was seen of it, and one offer to the recorder. What
 * may go wrong in here is caught by {@link CaptureFilter}. Safe for any thread.
 */
final class Capture {

  /** What our own example shoppers call themselves, so that nobody takes them for customers. */
  static final String SIMULATED = "SendaShopper";

  private static final Attributes NO_ATTRIBUTES = Attributes.none();
  private static final Attributes SIMULATED_VISIT = Attributes.of("visitor", "simulated");
  private static final int LONGEST_FORM = 64 * 1024;
  private static final int LONGEST_USER_AGENT = 512;

  private final TouchRecorder recorder;
  private final TrustedProxies proxies;
  private final VisitorCookie cookie;
  private final String panelPath;
  private final Clock clock;
  private final Counts counts;
  private final SecureRandom random = new SecureRandom();
  private final AddressHashes hashes;
  private final WaitingRoom waiting;
  private final Parts parts = Parts.remembered();
  private volatile Instant lastTouch = Instant.MIN;

  Capture(TouchRecorder recorder, Settings settings, String contextPath, Clock clock) {
    this.recorder = recorder;
    this.proxies = settings.trustedProxies();
    this.cookie = VisitorCookie.of(contextPath);
    this.panelPath = settings.panelPath();
    this.clock = clock;
    this.counts = new Counts();
    this.hashes = new AddressHashes(clock, settings.gap(), random);
    this.waiting = new WaitingRoom(clock, counts);
  }

  Counts counts() {
    return counts;
  }

  Optional<Instant> lastTouch() {
    Instant last = lastTouch;
    return last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last);
  }

  /** How many visitors and forms are remembered: bounded, whoever comes. */
  int remembered() {
    return hashes.size() + waiting.size();
  }

  /**
   * Looks at a request before the shop does, and gives a page's answer the cookie if its visitor
   * has none. Neither parameters nor body are looked at: that would read the form before the shop.
   *
   * @return empty if it makes no touch
   */
  Optional<Seen> arrive(HttpServletRequest request, HttpServletResponse response) {
    String contextPath = request.getContextPath();
    String uri = request.getRequestURI();
    String path = uri.startsWith(contextPath) ? uri.substring(contextPath.length()) : uri;
    String method = request.getMethod();
    if (path.startsWith(panelPath)
        && (path.length() == panelPath.length() || path.charAt(panelPath.length()) == '/')) {
      return Optional.empty();
    }
    String userAgent = userAgent(request);
    boolean simulated = userAgent.contains(SIMULATED);
    Optional<Noise.Cause> noise =
        Noise.cause(method, path, name -> Optional.ofNullable(request.getHeader(name)));
    if (noise.isPresent() && !(simulated && noise.get() == Noise.Cause.CRAWLER)) {
      counts.add(noise.get());
      return Optional.empty();
    }
    if ("1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"))) {
      counts.add(Counts.Cause.OPTED_OUT);
      return Optional.empty();
    }
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    Optional<VisitorId> known = cookie.read(request);
    known.ifPresent(hashes::confirm);
    boolean page = isPage(request, method);
    Optional<VisitorId> visitor = known;
    if (known.isEmpty()) {
      if (page) {
        visitor = Optional.of(welcome(request, response, userAgent));
      } else if (method.equals("GET")) {
        visitor = byAddress(request, userAgent);
        if (visitor.isEmpty()) {
          counts.add(Counts.Cause.UNKNOWN_VISITOR);
          return Optional.empty();
        }
      } else if (!isBrowser(request)) {
        counts.add(Counts.Cause.SERVER_CALL);
        return Optional.empty();
      } else if (!isFromElsewhere(request)) {
        visitor = byAddress(request, userAgent);
      }
    }
    if (page && visitor.isPresent()) {
      claimForm(request, uri, query, userAgent, known.isPresent(), visitor.get(), simulated);
    }
    return Optional.of(
        new Seen(
            new Seen.Arrival(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                method,
                Optional.ofNullable(request.getServerName()).orElse(""),
                contextPath,
                uri,
                query,
                userAgent,
                isFetch(request),
                visitor,
                simulated ? SIMULATED_VISIT : NO_ATTRIBUTES)));
  }

  /** A page's visitor without a cookie: somebody new, unless the cookie is refused. */
  private VisitorId welcome(
      HttpServletRequest request, HttpServletResponse response, String userAgent) {
    Optional<String> address = address(request);
    Optional<VisitorId> again = address.flatMap(known -> hashes.find(known, userAgent));
    VisitorId visitor = again.orElseGet(() -> VisitorId.random(random));
    if (again.isEmpty()) {
      address.ifPresent(known -> hashes.remember(known, userAgent, visitor));
    }
    response.addHeader("Set-Cookie", cookie.header(visitor, request.isSecure()));
    return visitor;
  }

  private Optional<VisitorId> byAddress(HttpServletRequest request, String userAgent) {
    return address(request).flatMap(known -> hashes.find(known, userAgent));
  }

  private Optional<String> address(HttpServletRequest request) {
    return proxies.visitor(
        Optional.ofNullable(request.getRemoteAddr()).orElse(""),
        headers(request, "X-Forwarded-For"));
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeaders(name))
        .map(Collections::list)
        .orElseGet(ArrayList::new);
  }

  private void claimForm(
      HttpServletRequest request,
      String uri,
      String query,
      String userAgent,
      boolean known,
      VisitorId visitor,
      boolean simulated) {
    waiting
        .claim(address(uri, query), pathOf(request.getHeader("Referer")), userAgent, known)
        .ifPresent(
            form ->
                record(
                    new Touch(
                        visitor,
                        form.sign(),
                        form.time(),
                        simulated ? SIMULATED_VISIT : NO_ATTRIBUTES)));
  }

  private static String userAgent(HttpServletRequest request) {
    String text = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return text.length() > LONGEST_USER_AGENT ? text.substring(0, LONGEST_USER_AGENT) : text;
  }

  private static boolean isPage(HttpServletRequest request, String method) {
    String accept = request.getHeader("Accept");
    String mode = request.getHeader("Sec-Fetch-Mode");
    return method.equals("GET")
        && accept != null
        && accept.toLowerCase(Locale.ROOT).contains("text/html")
        && (mode == null || mode.equals("navigate"))
        && !isFetch(request);
  }

  private static boolean isFetch(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return (mode != null && !mode.equals("navigate"))
        || "XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
  }

  /** Whether anything in a request could only come from a browser. */
  private static boolean isBrowser(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return request.getHeader("Origin") != null
        || request.getHeader("Referer") != null
        || request.getHeader("Accept-Language") != null
        || request.getHeader("Sec-Fetch-Site") != null
        || (cookies != null && cookies.length > 0);
  }

  private static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("cross-site");
    }
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    if (origin == null || host == null || origin.equals("null")) {
      return false;
    }
    int scheme = origin.indexOf("://");
    return scheme < 0 || !origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /**
   * Looks at what the shop made of a request. Only names of a small form are asked for, of which
   * the host's own parser has the values already or reads them now.
   */
  void finish(Seen seen, HttpServletRequest request, HttpServletResponse response) {
    String type = response.getContentType();
    seen.finished(
        formNames(request),
        response.getStatus(),
        Optional.ofNullable(type),
        Optional.ofNullable(response.getHeader("Location")));
  }

  private List<String> formNames(HttpServletRequest request) {
    String type = request.getContentType();
    long length = request.getContentLengthLong();
    if (type == null
        || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
        || length <= 0
        || length > LONGEST_FORM) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try {
      for (String name : Collections.list(request.getParameterNames())) {
        String value =
            ParameterNames.isSelector(name)
                ? Optional.ofNullable(request.getParameter(name)).orElse("")
                : "";
        parts.name(name, value).ifPresent(names::add);
      }
    } catch (RuntimeException e) {
      // A host may refuse a form that it cannot read; the shop has been told so by then.
      return List.copyOf(names);
    }
    return names;
  }

  /** Makes the touch, once for each request. */
  void tell(Seen seen) {
    if (!seen.tell()) {
      return;
    }
    if (seen.contentType().filter(type -> type.startsWith("text/event-stream")).isPresent()) {
      counts.add(Counts.Cause.EVENT_STREAM);
      return;
    }
    Seen.Arrival arrival = seen.arrival();
    // The visitor of a page that threw gets a 500, whatever its status was until then.
    int status = seen.thrown() && seen.status() < 500 ? 500 : seen.status();
    Sign sign =
        new Exchange(
                arrival.method(),
                arrival.host(),
                arrival.contextPath(),
                arrival.path(),
                arrival.query(),
                seen.form(),
                arrival.fetched(),
                Optional.empty(),
                new Exchange.Answer(
                    status,
                    seen.thrown(),
                    seen.forward(),
                    seen.location(),
                    seen.contentType(),
                    false,
                    Optional.empty()))
            .sign(parts);
    if (arrival.visitor().isPresent()) {
      record(new Touch(arrival.visitor().get(), sign, arrival.time(), arrival.attributes()));
    } else {
      Optional<String> next = seen.location().flatMap(to -> target(arrival, to));
      waiting.enter(
          new WaitingRoom.Form(
              sign,
              arrival.time(),
              next.orElseGet(() -> address(arrival.path(), arrival.query())),
              next.isPresent(),
              arrival.userAgent()));
    }
  }

  private void record(Touch touch) {
    if (recorder.record(touch)) {
      lastTouch = clock.instant();
    }
  }

  /** The path and query that a redirect leads to, if it stays on this host. */
  private static Optional<String> target(Seen.Arrival arrival, String location) {
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

  private static Optional<String> pathOf(String referer) {
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

  /** Path and query without what a session adds. */
  private static String address(String path, String query) {
    int parameters = path.indexOf(';');
    String plain = parameters < 0 ? path : path.substring(0, parameters);
    return query.isEmpty() ? plain : plain + "?" + query;
  }

  /** The counts by name, for the panel. */
  Map<String, Long> leftOut() {
    return counts.byName();
  }
}
