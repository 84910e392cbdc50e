package io.github.senda.storefront.servlet;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.VisitorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request on its way through the shop: what was seen when it came, and what came to pass
 * afterwards. Carried by the request as an attribute, so that forwards, the error page and the end
 * find it. Used by one thread at a time, as the request itself.
 */
final class Seen {

  /**
   * What was seen before the shop saw it; the error page's dispatch would show its own.
   *
   * @param known whether a cookie of ours told who it is
   */
  record Arrival(
      Instant time,
      String method,
      String host,
      String contextPath,
      String path,
      String query,
      String userAgent,
      boolean fetched,
      Optional<VisitorId> visitor,
      boolean known,
      Attributes attributes) {

    /** Who it is, if the browser said so itself: whoever refuses cookies is another each time. */
    Optional<VisitorId> recognised() {
      return known ? visitor : Optional.empty();
    }
  }

  /**
   * What the shop made of it, as far as it shows after the chain.
   *
   * @param form the names of the form's fields, as a sign keeps them
   * @param refused whether the shop noted that what was sent was not accepted
   */
  record Outcome(
      List<String> form,
      int status,
      Optional<String> contentType,
      Optional<String> location,
      boolean refused) {

    static final Outcome NONE =
        new Outcome(List.of(), 0, Optional.empty(), Optional.empty(), false);

    Outcome {
      form = List.copyOf(form);
    }
  }

  private static final String CONSENT = "consent";

  private final Arrival arrival;
  private volatile Optional<VisitorId> visitor;
  private volatile Attributes attributes;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Optional<String> forward = Optional.empty();
  private volatile boolean thrown;
  private volatile boolean async;
  private volatile boolean errorShown;
  private volatile boolean finished;
  private volatile boolean staff;
  private volatile boolean refused;
  private volatile int errorStatus;
  private volatile Optional<String> pattern = Optional.empty();
  private volatile Outcome outcome = Outcome.NONE;
  private volatile Heard heard = Heard.NOTHING;

  Seen(Arrival arrival) {
    this.arrival = arrival;
    this.visitor = arrival.visitor();
    this.attributes = arrival.attributes();
  }

  Arrival arrival() {
    return arrival;
  }

  /** Who it is, since the shop has answered. */
  Optional<VisitorId> visitor() {
    return visitor;
  }

  /** What is said of the visit, since the shop has answered. */
  Attributes attributes() {
    return attributes;
  }

  /** Whether the visitor is known again from visit to visit, as agreed to. */
  boolean hasAgreed() {
    return attributes.values().containsKey(CONSENT);
  }

  void agreed() {
    TreeMap<String, String> more = new TreeMap<>(attributes.values());
    more.put(CONSENT, "given");
    attributes = new Attributes(more);
  }

  /** The visitor took the agreement back, and is another from then on. */
  void parted(VisitorId next) {
    TreeMap<String, String> less = new TreeMap<>(attributes.values());
    less.remove(CONSENT);
    attributes = new Attributes(less);
    visitor = Optional.of(next);
  }

  /** True the first time only: one request is one touch. */
  boolean tell() {
    return told.compareAndSet(false, true);
  }

  void forwarded(String target) {
    if (!errorShown) {
      forward = Optional.of(target);
    }
  }

  Optional<String> forward() {
    return forward;
  }

  void threw() {
    thrown = true;
  }

  boolean thrown() {
    return thrown;
  }

  void startedAsync() {
    async = true;
  }

  /** Whether it goes on after the chain, and has not ended yet. */
  boolean underWay() {
    return async && !finished;
  }

  void showsError() {
    errorShown = true;
  }

  void finished(Outcome result) {
    outcome = result;
    finished = true;
  }

  /** The status after the error page. */
  void ended(int statusCode) {
    errorStatus = statusCode;
    finished = true;
  }

  Outcome outcome() {
    return outcome;
  }

  int status() {
    return errorStatus > 0 ? errorStatus : outcome.status();
  }

  /** What took it by the shop's own routing: the first word counts, an error page has its own. */
  void routed(Optional<String> routing) {
    if (pattern.isEmpty() && !errorShown) {
      pattern = routing;
    }
  }

  Optional<String> pattern() {
    return pattern;
  }

  void heard(Heard words) {
    heard = words;
  }

  Heard heard() {
    return heard;
  }

  /** One of the shop's own people, whoever finds out. */
  void ofStaff() {
    staff = true;
  }

  boolean isOfStaff() {
    return staff;
  }

  /** A framework inside the shop knows that the form was refused. */
  void wasRefused() {
    refused = true;
  }

  boolean isRefused() {
    return refused || outcome.refused();
  }

  /** Whether an error page may still follow. */
  boolean awaitsError() {
    return thrown || status() >= 400;
  }
}
