package io.github.senda.storefront.servlet;

import io.github.senda.storefront.beacon.Sender;
import io.github.senda.storefront.beacon.Shop;
import io.github.senda.storefront.capture.Categories;
import io.github.senda.storefront.capture.Exchange;
import io.github.senda.storefront.capture.Noise;
import io.github.senda.storefront.capture.ParameterNames;
import io.github.senda.storefront.capture.Parts;
import io.github.senda.storefront.capture.Routes;
import io.github.senda.storefront.panel.NotCounted;
import io.github.senda.storefront.privacy.SearchText;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.TouchRecorder;
import io.github.senda.touch.VisitorId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes touches of requests: who it was, what was seen of it, and one offer to the recorder. What
 * may go wrong in here is caught by {@link CaptureFilter}. Safe for any thread.
 */
final class Capture implements Shop {

  /** What our own example shoppers call themselves, so that nobody takes them for customers. */
  static final String SIMULATED = "SendaShopper";

  private static final Attributes SIMULATED_VISIT = Attributes.of("visitor", "simulated");
  private static final Attributes AGREED = Attributes.of("consent", "given");

  private final TouchRecorder recorder;
  private final TrustedProxies proxies;
  private final VisitorCookie cookie;
  private final NotCounted notCounted;
  private final Staff staff;
  private final List<String> ownPaths;
  private final Consents consents;
  private final Optional<String> consentTool;
  private final SteadyTime time;
  private final Counts counts;
  private final Hearing hearing;
  private final SecureRandom random = new SecureRandom();
  private final AddressHashes hashes;
  private final WaitingRoom waiting;
  private final Landing landing;
  private volatile boolean behindUnknownProxy;
  private final Parts parts;
  private final Routes routes = new Routes();
  private volatile Instant lastTouch = Instant.MIN;

  Capture(TouchRecorder recorder, Settings settings, String contextPath, Clock clock) {
    this(recorder, settings, contextPath, clock, visitor -> {});
  }

  /**
   * @param withdrawals what forgets a visitor who takes an agreement back
   */
  Capture(
      TouchRecorder recorder,
      Settings settings,
      String contextPath,
      Clock clock,
      Withdrawals withdrawals) {
    this.recorder = recorder;
    this.proxies = settings.trustedProxies();
    this.cookie = VisitorCookie.of(contextPath);
    this.notCounted = NotCounted.of(contextPath);
    this.staff = new Staff(settings.staffRoles(), settings.staffAddresses());
    this.ownPaths = List.of(settings.panelPath(), settings.privacy().path());
    this.consents = new Consents(settings.privacy(), contextPath, random, withdrawals);
    this.consentTool = settings.privacy().consentTool();
    this.time = new SteadyTime(clock);
    this.counts = new Counts();
    Categories categories = new Categories();
    this.parts = Parts.remembered(settings.categories(), categories);
    this.hearing = new Hearing(counts, categories);
    this.hashes = new AddressHashes(clock, settings.gap(), random);
    this.waiting = new WaitingRoom(clock, counts);
    this.landing = new Landing(settings.hosts(), clock);
  }

  Counts counts() {
    return counts;
  }

  Consents consents() {
    return consents;
  }

  /** Forgets what must not be kept any longer, be there requests or not. */
  void age() {
    hashes.age();
  }

  /** How many salts of a day are kept. */
  int salts() {
    return hashes.salts();
  }

  Optional<Instant> lastTouch() {
    Instant last = lastTouch;
    return last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last);
  }

  /** How many visitors and forms are remembered: bounded, whoever comes. */
  int remembered() {
    return hashes.size() + waiting.size() + consents.size();
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
    if (isOurs(path)) {
      return Optional.empty();
    }
    String userAgent = Request.userAgent(request);
    boolean simulated = userAgent.contains(SIMULATED);
    if (isLeftOut(request, method, path, userAgent, simulated)) {
      return Optional.empty();
    }
    Cookie[] cookies = request.getCookies();
    if (hasOptedOut(cookies)) {
      return Optional.empty();
    }
    boolean fetched = Request.isFetch(request);
    boolean page = method.equals("GET") && !fetched && Request.takesPages(request);
    Consents.Known who = consents.arrive(cookies, page, request, response);
    Optional<VisitorId> known = who.visitor();
    if (isStaff(request, known)) {
      counts.add(Counts.Cause.STAFF);
      return Optional.empty();
    }
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    hashes.age();
    known.ifPresent(hashes::confirm);
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
      } else if (!Request.isBrowser(request)) {
        counts.add(Counts.Cause.SERVER_CALL);
        return Optional.empty();
      } else if (!Request.isFromElsewhere(request)) {
        visitor = byAddress(request, userAgent);
      }
    }
    Instant now = time.now();
    Attributes attributes =
        landing.attributes(request, page, known.isPresent(), query, userAgent, simulated);
    if (visitor.isEmpty()) {
      waiting.expect();
    } else if (page && !waiting.isEmpty()) {
      WaitingRoom.Page asked =
          new WaitingRoom.Page(
              visitor.get(),
              now,
              Request.address(uri, query).hashCode(),
              Request.pathOf(request.getHeader("Referer")).map(String::hashCode),
              Request.from(request) == AddressHashes.From.HERE,
              userAgent.hashCode(),
              known.isPresent());
      waiting.claim(asked).ifPresent(form -> record(form, asked));
    }
    return Optional.of(
        new Seen(
            new Seen.Arrival(
                now,
                method,
                Optional.ofNullable(request.getServerName()).orElse(""),
                contextPath,
                uri,
                query,
                userAgent,
                fetched,
                visitor,
                known.isPresent(),
                who.agreed() ? attributes.then(AGREED) : attributes)));
  }

  /** The panel's and the visitors' own page are no part of the shop. */
  private boolean isOurs(String path) {
    for (String own : ownPaths) {
      if (path.startsWith(own)
          && (path.length() == own.length() || path.charAt(own.length()) == '/')) {
        return true;
      }
    }
    return false;
  }

  /** Whether a request is left out before anything of its visitor is read; counted then. */
  private boolean isLeftOut(
      HttpServletRequest request, String method, String path, String userAgent, boolean simulated) {
    Optional<Noise.Cause> noise =
        Noise.cause(
            method,
            path,
            name ->
                Optional.ofNullable(
                    name.equals("User-Agent") ? userAgent : request.getHeader(name)));
    if (noise.isPresent() && !(simulated && noise.get() == Noise.Cause.CRAWLER)) {
      counts.add(noise.get());
      return true;
    }
    if ("1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"))) {
      counts.add(Counts.Cause.OPTED_OUT);
      return true;
    }
    if (consents.isOff()) {
      counts.add(Counts.Cause.CONSENT_OFF);
      return true;
    }
    return false;
  }

  /** Whether a request comes from a browser that is not to be counted; counted as such then. */
  private boolean hasOptedOut(Cookie[] cookies) {
    if (!notCounted.isAmong(cookies)) {
      return false;
    }
    counts.add(
        notCounted.isVisitorsWish(cookies) ? Counts.Cause.OPTED_OUT : Counts.Cause.NOT_COUNTED);
    return true;
  }

  /**
   * Who sends what only a browser knows. Nobody new is ever made of it, and no cookie is set.
   *
   * @return empty, and counted, if it is nobody who is counted or known
   */
  @Override
  public Optional<Sender> sender(HttpServletRequest request) {
    String userAgent = Request.userAgent(request);
    boolean simulated = userAgent.contains(SIMULATED);
    if (isLeftOut(request, request.getMethod(), "/", userAgent, simulated)) {
      return Optional.empty();
    }
    Cookie[] cookies = request.getCookies();
    if (hasOptedOut(cookies)) {
      return Optional.empty();
    }
    Consents.Known who = consents.read(cookies);
    if (isStaff(request, who.visitor())) {
      counts.add(Counts.Cause.STAFF);
      return Optional.empty();
    }
    who.visitor().ifPresent(hashes::confirm);
    Optional<VisitorId> visitor = who.visitor().or(() -> byAddress(request, userAgent));
    if (visitor.isEmpty()) {
      counts.add(Counts.Cause.UNKNOWN_VISITOR);
    }
    Attributes attributes = simulated ? SIMULATED_VISIT : Attributes.none();
    return visitor.map(
        one ->
            new Sender(
                one,
                who.agreed() ? attributes.then(AGREED) : attributes,
                address(request).flatMap(Sender::range),
                time.now()));
  }

  @Override
  public Optional<String> pattern(String path) {
    return routes.of(path);
  }

  @Override
  public Optional<String> consentTool() {
    return consentTool;
  }

  @Override
  public void answered(boolean agreed, HttpServletRequest request, HttpServletResponse response) {
    consents.answered(agreed, request, response);
  }

  private boolean isStaff(HttpServletRequest request, Optional<VisitorId> known) {
    return (known.isPresent() && staff.knows(known.get()))
        || (staff.hasAddresses()
            && proxies
                .origin(
                    Optional.ofNullable(request.getRemoteAddr()).orElse(""),
                    Request.headers(request, "X-Forwarded-For"))
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
    hashes.on(visitor, Request.address(uri, query));
    return visitor;
  }

  private Optional<VisitorId> byAddress(HttpServletRequest request, String userAgent) {
    return address(request).flatMap(known -> find(request, known, userAgent));
  }

  private Optional<VisitorId> find(HttpServletRequest request, String address, String userAgent) {
    return hashes.find(
        address, userAgent, Request.from(request), Request.pathOf(request.getHeader("Referer")));
  }

  private Optional<String> address(HttpServletRequest request) {
    List<String> forwarded = Request.headers(request, "X-Forwarded-For");
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

  private void record(WaitingRoom.Form form, WaitingRoom.Page page) {
    record(new Touch(page.visitor(), form.sign(), form.time(), form.attributes(), form.facts()));
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
            formNames(request, seen.arrival()),
            status,
            Optional.ofNullable(response.getContentType()),
            Optional.ofNullable(response.getHeader("Location")),
            mayBeRefused
                && Refusals.isNoted(
                    Collections.list(request.getAttributeNames()), request::getAttribute)));
    route(seen, request);
    listen(seen, request);
    settle(seen, request, response);
  }

  /** What the shop said of the visitor's agreement is done while the answer can carry a cookie. */
  private void settle(Seen seen, HttpServletRequest request, HttpServletResponse response) {
    Optional<VisitorId> visitor = seen.visitor();
    Optional<Boolean> said = seen.heard().consent();
    if (visitor.isEmpty() || said.isEmpty()) {
      return;
    }
    if (!said.get() && (seen.hasAgreed() || consents.hasAgreed(visitor.get()))) {
      seen.parted(consents.withdraw(visitor.get(), request, response));
    } else if (said.get() && consents.agree(visitor.get(), request, response)) {
      seen.agreed();
    }
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
    Optional<String> pattern = Request.pattern(request);
    pattern.ifPresent(routes::add);
    seen.routed(pattern);
  }

  private List<String> formNames(HttpServletRequest request, Seen.Arrival arrival) {
    String type = request.getContentType();
    if (type == null
        || !ParameterNames.areReadIn(type, request.getContentLengthLong())
        // Whoever waits to be told to go on has sent no form yet: asking for it would ask them.
        || request.getHeader("Expect") != null) {
      return List.of();
    }
    Parts sent = parts.sentBy(arrival.recognised());
    List<String> names = new ArrayList<>();
    try {
      for (String name : Collections.list(request.getParameterNames())) {
        String value =
            ParameterNames.isSelector(name)
                ? Optional.ofNullable(request.getParameter(name)).orElse("")
                : "";
        sent.name(name, value).ifPresent(names::add);
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
                heard.named(),
                heard.category()));
    Sign sign = exchange.sign(parts, arrival.recognised());
    Facts told =
        seen.hasAgreed()
            ? heard.facts().searching(searched(arrival, status))
            : heard.facts().withoutCustomer();
    Facts facts = told.about(exchange.id(parts));
    if (sign.redirect().isPresent() && sign.redirect().get().startsWith("//")) {
      arrival.visitor().ifPresent(hashes::leaves);
      landing.leaves(sign.redirect().get());
    }
    Attributes attributes = with(seen.attributes(), heard.attributes());
    if (arrival.visitor().isPresent()) {
      record(new Touch(seen.visitor().get(), sign, arrival.time(), attributes, facts));
    } else {
      Optional<String> next = outcome.location().flatMap(to -> Request.target(arrival, to));
      WaitingRoom.Form form =
          new WaitingRoom.Form(
              sign,
              arrival.time(),
              attributes,
              facts,
              next.orElseGet(() -> Request.address(arrival.path(), arrival.query())).hashCode(),
              next.isPresent(),
              arrival.userAgent().hashCode());
      waiting.enter(form).ifPresent(page -> record(form, page));
    }
  }

  /** What was looked for by who agreed to be known again; a script asks at every letter. */
  private static Optional<String> searched(Seen.Arrival arrival, int status) {
    return arrival.query().isEmpty()
            || arrival.fetched()
            || status / 100 != 2
            || !arrival.method().equals("GET")
        ? Optional.empty()
        : SearchText.of(arrival.query());
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

  /** The counts by name, for the panel. */
  Map<String, Long> leftOut() {
    return counts.byName();
  }

  /** What of the shop's own words could not be used, by kind, for the panel. */
  Map<String, Long> misheard() {
    return counts.misheard();
  }
}
