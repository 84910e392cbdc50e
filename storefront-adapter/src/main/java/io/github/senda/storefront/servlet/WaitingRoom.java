package io.github.senda.storefront.servlet;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Forms that came without a cookie, as a bank sends a visitor back, until their visitor's next
 * request says whose they were. Bounded; safe for any thread.
 */
final class WaitingRoom {

  private static final int MOST = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * A form that waits.
   *
   * @param sign what was seen of it
   * @param time when it came
   * @param attributes what the shop said of the visit
   * @param facts what the shop said of the request
   * @param next a mark of the path and query at which its visitor comes next: the redirect's
   *     target, else the form's own address, from which the next page is asked for
   * @param redirected whether {@code next} is a redirect's target
   * @param browser a mark of the browser
   */
  record Form(
      Sign sign,
      Instant time,
      Attributes attributes,
      Facts facts,
      long next,
      boolean redirected,
      long browser) {

    Form(
        Sign sign,
        Instant time,
        Attributes attributes,
        Facts facts,
        String next,
        boolean redirected,
        String userAgent) {
      this(sign, time, attributes, facts, mark(next), redirected, mark(userAgent));
    }
  }

  /** Enough to compare two texts by; what stood in them is not kept. */
  private static long mark(String text) {
    return (long) text.hashCode() << 32 | text.length();
  }

  private final Clock clock;
  private final Counts counts;
  private final Deque<Form> forms = new ArrayDeque<>();
  private volatile boolean empty = true;

  WaitingRoom(Clock clock, Counts counts) {
    this.clock = clock;
    this.counts = counts;
  }

  synchronized void enter(Form form) {
    forget();
    if (forms.size() == MOST) {
      forms.removeFirst();
      counts.add(Counts.Cause.UNCLAIMED);
    }
    forms.addLast(form);
    empty = false;
  }

  /**
   * Takes out the form that a page request's visitor had sent: of two with the same target, the
   * elder.
   *
   * @param address the path and query that are asked for
   * @param referer the path and query of the page before, if it is this shop's
   * @param known whether the request brought a cookie of ours
   */
  synchronized Optional<Form> claim(
      String address, Optional<String> referer, String userAgent, boolean known) {
    if (forms.isEmpty()) {
      return Optional.empty();
    }
    forget();
    for (Iterator<Form> waiting = forms.iterator(); waiting.hasNext(); ) {
      Form form = waiting.next();
      boolean sameBrowser = form.browser() == mark(userAgent);
      boolean theirs =
          form.redirected()
              ? form.next() == mark(address) && (sameBrowser || known)
              : referer.filter(from -> form.next() == mark(from)).isPresent() && sameBrowser;
      if (theirs) {
        waiting.remove();
        empty = forms.isEmpty();
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private void forget() {
    Instant oldest = clock.instant().minus(PATIENCE);
    while (!forms.isEmpty() && forms.peekFirst().time().isBefore(oldest)) {
      forms.removeFirst();
      counts.add(Counts.Cause.UNCLAIMED);
    }
    empty = forms.isEmpty();
  }

  /** Whether nobody waits, as nearly always: without a lock, so that pages do not queue here. */
  boolean isEmpty() {
    return empty;
  }

  synchronized int size() {
    return forms.size();
  }
}
