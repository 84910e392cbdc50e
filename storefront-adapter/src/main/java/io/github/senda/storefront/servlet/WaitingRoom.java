package io.github.senda.storefront.servlet;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.VisitorId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Forms that came without a cookie, as a bank sends a visitor back, until their visitor's next page
 * says whose they were. The shop's answer may bring the visitor to that page before the form is
 * over here: so while a form is under way pages that nothing waits for are remembered, and it is
 * asked for among them first. Of texts only hashes are kept, and those for a minute. Bounded; safe
 * for any thread.
 */
final class WaitingRoom {

  private static final int MOST = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * A form that is over.
   *
   * @param sign what was seen of it
   * @param time when it came
   * @param attributes what the shop said of the visit
   * @param facts what the shop said of the request
   * @param next the hash of the path and query at which its visitor comes next: the redirect's
   *     target, else the form's own address, from which the next page is asked for
   * @param redirected whether {@code next} is a redirect's target
   * @param browser the hash of the user agent
   */
  record Form(
      Sign sign,
      Instant time,
      Attributes attributes,
      Facts facts,
      int next,
      boolean redirected,
      int browser) {

    /** A redirect keeps what the bank said of where it comes from: that is not this shop. */
    private boolean isOf(Page page) {
      return redirected
          ? next == page.address() && !page.fromHere() && (browser == page.browser() || page.kept())
          : page.referer().filter(from -> from == next).isPresent() && browser == page.browser();
    }
  }

  /**
   * A page that was asked for.
   *
   * @param visitor whose it is
   * @param time when it came
   * @param address the hash of its path and query
   * @param referer the hash of the path and query of the page before, where it says so
   * @param fromHere whether it says that it comes from a page of this shop
   * @param browser the hash of the user agent
   * @param kept whether it brought a cookie of ours
   */
  record Page(
      VisitorId visitor,
      Instant time,
      int address,
      Optional<Integer> referer,
      boolean fromHere,
      int browser,
      boolean kept) {}

  private final Clock clock;
  private final Counts counts;
  private final Deque<Form> forms = new ArrayDeque<>();
  private final Deque<Page> pages = new ArrayDeque<>();
  private Instant lastForm = Instant.MIN;
  private volatile boolean empty = true;

  WaitingRoom(Clock clock, Counts counts) {
    this.clock = clock;
    this.counts = counts;
  }

  /** A form comes that will be asked for: until it is over, the page after it may come first. */
  synchronized void expect() {
    lastForm = clock.instant();
    empty = false;
  }

  /**
   * Lets a form wait for its page, unless that has come already: of two such pages the elder.
   *
   * @return the page of the form's visitor, and the form does not wait
   */
  synchronized Optional<Page> enter(Form form) {
    forget();
    for (Iterator<Page> came = pages.iterator(); came.hasNext(); ) {
      Page page = came.next();
      if (!page.time().isBefore(form.time()) && form.isOf(page)) {
        came.remove();
        return Optional.of(page);
      }
    }
    if (forms.size() == MOST) {
      forms.removeFirst();
      counts.add(Counts.Cause.UNCLAIMED);
    }
    forms.addLast(form);
    empty = false;
    return Optional.empty();
  }

  /** Takes out the form that a page's visitor had sent: of two with the same target, the elder. */
  synchronized Optional<Form> claim(Page page) {
    forget();
    for (Iterator<Form> waiting = forms.iterator(); waiting.hasNext(); ) {
      Form form = waiting.next();
      if (form.isOf(page)) {
        waiting.remove();
        return Optional.of(form);
      }
    }
    if (!empty) {
      if (pages.size() == MOST) {
        pages.removeFirst();
      }
      pages.addLast(page);
    }
    return Optional.empty();
  }

  private void forget() {
    Instant oldest = clock.instant().minus(PATIENCE);
    while (!forms.isEmpty() && forms.peekFirst().time().isBefore(oldest)) {
      forms.removeFirst();
      counts.add(Counts.Cause.UNCLAIMED);
    }
    boolean quiet = lastForm.isBefore(oldest);
    while (!pages.isEmpty() && (quiet || pages.peekFirst().time().isBefore(oldest))) {
      pages.removeFirst();
    }
    empty = quiet && forms.isEmpty();
  }

  /** Whether no page is of interest, as nearly always: without a lock, so that none queues here. */
  boolean isEmpty() {
    return empty;
  }

  synchronized int size() {
    return forms.size() + pages.size();
  }
}
