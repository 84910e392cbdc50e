package io.github.senda.storefront.servlet;

import io.github.senda.storefront.beacon.Sender;
import io.github.senda.storefront.capture.Exchange;
import io.github.senda.storefront.capture.Noise;
import io.github.senda.storefront.capture.ParameterNames;
import io.github.senda.storefront.capture.Parts;
import io.github.senda.storefront.panel.NotCounted;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
  private static final int LONGEST_PATTERN = 300;
  private static final String SPRING_PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private final TouchRecorder recorder;
  private final TrustedProxies proxies;
  private final VisitorCookie cookie;
  private final NotCounted notCounted;
  private final Staff staff;
  private final String panelPath;
  private final SteadyTime time;
  private final Counts counts;
  private final Hearing hearing;
  private final SecureRandom random = new SecureRandom();
  private final AddressHashes hashes;
  private final WaitingRoom waiting;
  private volatile boolean behindUnknownProxy;
  private final Parts parts = Parts.remembered();
  private volatile Instant lastTouch = Instant.MIN;

  Capture(TouchRecorder recorder, Settings settings, String contextPath, Clock clock) {
    this.recorder = recorder;
    this.proxies = settings.trustedProxies();
    this.cookie = VisitorCookie.of(contextPath);
    this.notCounted = NotCounted.of(contextPath);
    this.staff = new Staff(settings.staffRoles(), settings.staffAddresses());
    this.panelPath = settings.panelPath();
    this.time = new SteadyTime(clock);
    this.counts = new Counts();
    this.hearing = new Hearing(counts);
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
    if (isLeftOut(request, method, path, simulated)) {
      return Optional.empty();
    }
    Cookie[] cookies = request.getCookies();
    Optional<VisitorId> known = cookie.read(cookies);
    if (isNotCounted(request, cookies, known)) {
      return Optional.empty();
    }
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    known.ifPresent(hashes::confirm);
    boolean fetched = isFetch(request);
    boolean page = method.equals("GET") && !fetched && takesPages(request);
    Optional<VisitorId> visitor = known;
    if (known.isEmpty()) {
      if (page) {
        visitor = Optional.of(welcome(request, response, uri, query, userAgent));
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
    if (page && visitor.isPresent() && !waiting.isEmpty()) {
      claimForm(request, uri, query, userAgent, known.isPresent(), visitor.get(), simulated);
    }
    return Optional.of(
        new Seen(
            new Seen.Arrival(
                time.now(),
                method,
                Optional.ofNullable(request.getServerName()).orElse(""),
                contextPath,
                uri,
                query,
                userAgent,
                fetched,
                visitor,
                simulated ? SIMULATED_VISIT : NO_ATTRIBUTES)));
  }

  /** Whether a request is left out before anything of its visitor is read; counted then. */
  private boolean isLeftOut(
      HttpServletRequest request, String method, String path, boolean simulated) {
    Optional<Noise.Cause> noise =
        Noise.cause(method, path, name -> Optional.ofNullable(request.getHeader(name)));
    if (noise.isPresent() && !(simulated && noise.get() == Noise.Cause.CRAWLER)) {
      counts.add(noise.get());
      return true;
    }
    if ("1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"))) {
      counts.add(Counts.Cause.OPTED_OUT);
      return true;
    }
    return false;
  }

  /** Whether a request comes from somebody who is not counted; counted as such then. */
  private boolean isNotCounted(
      HttpServletRequest request, Cookie[] cookies, Optional<VisitorId> known) {
    if (notCounted.isAmong(cookies)) {
      counts.add(Counts.Cause.NOT_COUNTED);
      return true;
    }
    if (isStaff(request, known)) {
      counts.add(Counts.Cause.STAFF);
      return true;
    }
    return false;
  }

  /**
   * Who sends what only a browser knows. Nobody new is ever made of it, and no cookie is set.
   *
   * @return empty, and counted, if it is nobody who is counted or known
   */
  Optional<Sender> sender(HttpServletRequest request) {
    String userAgent = userAgent(request);
    boolean simulated = userAgent.contains(SIMULATED);
    if (isLeftOut(request, request.getMethod(), "/", simulated)) {
      return Optional.empty();
    }
    Cookie[] cookies = request.getCookies();
    Optional<VisitorId> known = cookie.read(cookies);
    if (isNotCounted(request, cookies, known)) {
      return Optional.empty();
    }
    known.ifPresent(hashes::confirm);
    Optional<VisitorId> visitor = known.or(() -> byAddress(request, userAgent));
    if (visitor.isEmpty()) {
      counts.add(Counts.Cause.UNKNOWN_VISITOR);
    }
    Attributes attributes = simulated ? SIMULATED_VISIT : NO_ATTRIBUTES;
    return visitor.map(
        one -> new Sender(one, attributes, address(request).flatMap(Sender::range), time.now()));
  }

  private boolean isStaff(HttpServletRequest request, Optional<VisitorId> known) {
    return (known.isPresent() && staff.knows(known.get()))
        || (staff.hasAddresses()
            && proxies
                .origin(
                    Optional.ofNullable(request.getRemoteAddr()).orElse(""),
                    headers(request, "X-Forwarded-For"))
                .filter(staff.addresses()::holds)
                .isPresent());
  }

  /**
   * A page's visitor without a cookie: somebody new, unless the cookie is refused. Whoever is taken
   * for somebody known gets another number all the same: if it comes back, it was somebody new.
   */
  private VisitorId welcome(
      HttpServletRequest request,
      HttpServletResponse response,
      String uri,
      String query,
      String userAgent) {
    VisitorId offered = VisitorId.random(random);
    response.addHeader("Set-Cookie", cookie.header(offered, request.isSecure()));
    Optional<String> address = address(request);
    if (address.isEmpty()) {
      return offered;
    }
    Optional<VisitorId> again = find(request, address.get(), userAgent);
    if (again.isEmpty()) {
      hashes.remember(address.get(), userAgent, offered);
    }
    VisitorId visitor = again.orElse(offered);
    hashes.on(visitor, address(uri, query));
    return visitor;
  }

  private Optional<VisitorId> byAddress(HttpServletRequest request, String userAgent) {
    return address(request).flatMap(known -> find(request, known, userAgent));
  }

  private Optional<VisitorId> find(HttpServletRequest request, String address, String userAgent) {
    return hashes.find(address, userAgent, from(request), pathOf(request.getHeader("Referer")));
  }

  private static AddressHashes.From from(HttpServletRequest request) {
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

  private Optional<String> address(HttpServletRequest request) {
    List<String> forwarded = headers(request, "X-Forwarded-For");
    Optional<String> address =
        proxies.visitor(Optional.ofNullable(request.getRemoteAddr()).orElse(""), forwarded);
    if (address.isEmpty() && !forwarded.isEmpty()) {
      behindUnknownProxy = true;
    }
    return address;
  }

  /** Whether a proxy stands before the shop whose word on addresses is not taken. */
  boolean isBehindUnknownProxy() {
    return behindUnknownProxy;
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
                        with(simulated ? SIMULATED_VISIT : NO_ATTRIBUTES, form.attributes()),
                        form.facts())));
  }

  private static String userAgent(HttpServletRequest request) {
    String text = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return text.length() > LONGEST_USER_AGENT ? text.substring(0, LONGEST_USER_AGENT) : text;
  }

  private static boolean takesPages(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }

  private static boolean isFetch(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    if (mode != null) {
      return !mode.equals("navigate");
    }
    String accept = request.getHeader("Accept");
    return "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
        || (accept != null && !accept.toLowerCase(Locale.ROOT).contains("text/html"));
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
    if (origin == null || origin.equals("null") || request.getHeader("Host") == null) {
      return false;
    }
    int scheme = origin.indexOf("://");
    return scheme < 0 || !isThisHost(request, origin.substring(scheme + 3));
  }

  /**
   * Looks at what the shop made of a request. Only names of a small form are asked for, of which
   * the host's own parser has the values already or reads them now.
   */
  void finish(Seen seen, HttpServletRequest request, HttpServletResponse response) {
    int status = response.getStatus();
    boolean mayBeRefused = status / 100 == 2 && !seen.arrival().method().equals("GET");
    seen.finished(
        new Seen.Outcome(
            formNames(request),
            status,
            Optional.ofNullable(response.getContentType()),
            Optional.ofNullable(response.getHeader("Location")),
            mayBeRefused
                && Refusals.isNoted(
                    Collections.list(request.getAttributeNames()), request::getAttribute)));
    route(seen, request);
    listen(seen, request);
  }

  /** Notes what the shop says; the last word counts, be it said by the error page. */
  void listen(Seen seen, HttpServletRequest request) {
    hearing.hear(request).ifPresent(seen::heard);
    lookForStaff(seen, request);
  }

  /** Whether a request's user is one of the shop's own people, as this request object has it. */
  void lookForStaff(Seen seen, HttpServletRequest request) {
    if (staff.isInRole(request)) {
      seen.ofStaff();
    }
  }

  /** What a framework inside the shop knows. */
  void lookInside(Seen seen, HttpServletRequest request, Map<String, ?> model) {
    lookForStaff(seen, request);
    if (!seen.arrival().method().equals("GET") && Refusals.isNoted(model.keySet(), model::get)) {
      seen.wasRefused();
    }
  }

  /** The shop said something where no request was at hand. */
  void unheard() {
    hearing.unheard();
  }

  /** Notes what took the request by the shop's own routing, before an error page does. */
  void route(Seen seen, HttpServletRequest request) {
    seen.routed(pattern(request));
  }

  /** Empty for a pattern that takes anything, as it says less than the path. */
  private static Optional<String> pattern(HttpServletRequest request) {
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

  /** A form with parts is known to the host once the shop has asked for them, names and all. */
  private static boolean isForm(String type) {
    return type.startsWith("application/x-www-form-urlencoded")
        || type.startsWith("multipart/form-data");
  }

  private List<String> formNames(HttpServletRequest request) {
    String type = request.getContentType();
    long length = request.getContentLengthLong();
    if (type == null
        || !isForm(type.toLowerCase(Locale.ROOT))
        || length <= 0
        || length > LONGEST_FORM
        // Whoever waits to be told to go on has sent no form yet: asking for it would ask them.
        || request.getHeader("Expect") != null) {
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
    Seen.Outcome outcome = seen.outcome();
    Heard heard = seen.heard();
    if (outcome.contentType().filter(type -> type.startsWith("text/event-stream")).isPresent()) {
      counts.add(Counts.Cause.EVENT_STREAM);
      return;
    }
    if (seen.isOfStaff() || heard.staff()) {
      seen.arrival().visitor().ifPresent(staff::remember);
      counts.add(Counts.Cause.STAFF);
      return;
    }
    Seen.Arrival arrival = seen.arrival();
    // The visitor of a page that threw gets a 500, whatever its status was until then.
    int status = seen.thrown() && seen.status() < 500 ? 500 : seen.status();
    Exchange exchange =
        new Exchange(
            arrival.method(),
            arrival.host(),
            arrival.contextPath(),
            arrival.path(),
            arrival.query(),
            outcome.form(),
            arrival.fetched(),
            seen.pattern(),
            new Exchange.Answer(
                status,
                seen.thrown(),
                seen.forward(),
                outcome.location(),
                outcome.contentType(),
                seen.isRefused(),
                heard.named()));
    Sign sign = exchange.sign(parts);
    Facts facts = heard.facts().about(exchange.id(parts));
    if (arrival.visitor().isPresent() && sign.redirect().orElse("").startsWith("//")) {
      hashes.leaves(arrival.visitor().get());
    }
    Attributes attributes = with(arrival.attributes(), heard.attributes());
    if (arrival.visitor().isPresent()) {
      record(new Touch(arrival.visitor().get(), sign, arrival.time(), attributes, facts));
    } else {
      Optional<String> next = outcome.location().flatMap(to -> target(arrival, to));
      waiting.enter(
          new WaitingRoom.Form(
              sign,
              arrival.time(),
              attributes,
              facts,
              next.orElseGet(() -> address(arrival.path(), arrival.query())),
              next.isPresent(),
              arrival.userAgent()));
    }
  }

  /** What Senda says of a visit itself is never the shop's to say. */
  private static Attributes with(Attributes own, Attributes heard) {
    if (heard.values().isEmpty() || own.values().isEmpty()) {
      return heard.values().isEmpty() ? own : heard;
    }
    TreeMap<String, String> all = new TreeMap<>(heard.values());
    all.putAll(own.values());
    return new Attributes(all);
  }

  private void record(Touch touch) {
    if (recorder.record(touch)) {
      lastTouch = touch.time();
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

  /** What of the shop's own words could not be used, by kind, for the panel. */
  Map<String, Long> misheard() {
    return counts.misheard();
  }
}
