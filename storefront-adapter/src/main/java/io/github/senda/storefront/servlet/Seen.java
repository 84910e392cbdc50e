package io.github.senda.storefront.servlet;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.VisitorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request on its way through the shop: what was seen when it came, and what came to pass
 * afterwards. Carried by the request as an attribute, so that forwards, the error page and the end
 * find it. Used by one thread at a time, as the request itself.
 */
final class Seen {

  /** What was seen before the shop saw it; the error page's dispatch would show its own. */
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
      Attributes attributes) {}

  private final Arrival arrival;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Optional<String> forward = Optional.empty();
  private volatile boolean thrown;
  private volatile boolean async;
  private volatile boolean errorShown;
  private volatile boolean finished;
  private volatile List<String> form = List.of();
  private volatile int status;
  private volatile Optional<String> contentType = Optional.empty();
  private volatile Optional<String> location = Optional.empty();

  Seen(Arrival arrival) {
    this.arrival = arrival;
  }

  Arrival arrival() {
    return arrival;
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

  void finished(
      List<String> formNames, int statusCode, Optional<String> type, Optional<String> redirect) {
    form = List.copyOf(formNames);
    status = statusCode;
    contentType = type;
    location = redirect;
    finished = true;
  }

  /** The status after the error page. */
  void ended(int statusCode) {
    status = statusCode;
    finished = true;
  }

  List<String> form() {
    return form;
  }

  int status() {
    return status;
  }

  Optional<String> contentType() {
    return contentType;
  }

  Optional<String> location() {
    return location;
  }

  /** Whether an error page may still follow. */
  boolean awaitsError() {
    return thrown || status >= 400;
  }
}
