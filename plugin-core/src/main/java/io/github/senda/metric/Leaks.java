package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Unit;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a shop loses what was nearly bought: its carts and its checkouts, told from one pass over
 * the journeys. A value; safe for any thread.
 *
 * @param carts what became of the carts that were filled in the period
 * @param checkouts what became of the checkouts of visits that began in the period
 */
public record Leaks(Carts carts, CheckoutDropOffs checkouts) {

  /**
   * By what carts and checkouts are judged.
   *
   * @param now the time: what was touched not long ago may still be bought; {@link Instant#MAX} in
   *     a log that is over
   * @param abandonedAfter how long nobody has to touch a cart until it is abandoned
   * @param zone the shop's time zone, for days
   * @param channels how a visit of such attributes came in; empty where nobody knows
   */
  public record Terms(
      Instant now,
      Duration abandonedAfter,
      ZoneId zone,
      Function<Attributes, Optional<Channel>> channels) {

    /** How long it takes where nobody has said otherwise. */
    public static final Duration USUAL = Duration.ofHours(24);

    /** Terms under which a visit came in by the channel that its attributes name. */
    public Terms(Instant now, Duration abandonedAfter, ZoneId zone) {
      this(now, abandonedAfter, zone, Terms::named);
    }

    /** The same terms, where it is decided by rules how a visit came in. */
    public Terms with(Function<Attributes, Channel> rules) {
      return new Terms(now, abandonedAfter, zone, rules.andThen(Optional::of));
    }

    private static Optional<Channel> named(Attributes attributes) {
      return Optional.ofNullable(attributes.values().get("channel"))
          .filter(Channel::isName)
          .map(Channel::new);
    }

    public Terms {
      Objects.requireNonNull(now, "now == null");
      Objects.requireNonNull(zone, "zone == null");
      Objects.requireNonNull(channels, "channels == null");
      if (abandonedAfter.isNegative() || abandonedAfter.isZero()) {
        throw new IllegalArgumentException("a cart is not abandoned after " + abandonedAfter);
      }
    }

    /** Whether nobody touches a cart for longer from one moment to another, in microseconds. */
    boolean isLong(long since, long until) {
      // Added, not subtracted: a log file is over, which is later than any difference can be.
      return until > since + abandonedAfter.toNanos() / 1000;
    }
  }

  /**
   * The leaks of a log's visits, whatever its unit. Where it counts only a period or those that a
   * filter takes, the others are read all the same: a cart that was filled in the period may be
   * bought later, and one that an advertisement brought in a visit that came by itself.
   */
  public static Leaks of(JourneyLog log, Meaning meaning, Terms terms) {
    JourneyLog whole = log.whenever().counting(Unit.VISIT).marking();
    CartIds ids = new CartIds();
    Span span = Span.of(log);
    CheckoutDropOffs.Counting checkouts = new CheckoutDropOffs.Counting(ids, span, terms);
    List<Stretch> stretches = new ArrayList<>();
    VisitWalk.through(
        whole,
        meaning,
        terms.channels(),
        ids,
        (stretch, left) -> {
          checkouts.add(stretch, left);
          stretches.add(stretch);
        });
    return new Leaks(Carts.of(stretches, ids, span, terms), checkouts.result());
  }

  /** The moments that count, in microseconds since the epoch. */
  record Span(long from, long to) {

    static Span of(JourneyLog log) {
      return new Span(
          log.from().map(JourneyLog::micros).orElse(Long.MIN_VALUE),
          log.to().map(JourneyLog::micros).orElse(Long.MAX_VALUE));
    }

    boolean contains(long micros) {
      return micros >= from && micros < to;
    }
  }
}
