package io.github.senda.metric;

import io.github.senda.metric.CheckoutDropOff.After;
import io.github.senda.metric.CheckoutDropOff.Cause;
import io.github.senda.metric.CheckoutDropOff.Field;
import io.github.senda.metric.CheckoutDropOff.Met;
import io.github.senda.touch.Hint;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows one checkout touch by touch, to tell how it was left. For one thread, one stretch. */
final class CheckoutTrack {

  /** An obstacle as it was met: overcome once the step at which it came has gone through. */
  private record Hit(Obstacle obstacle, Optional<Touchpoint> step, long progress) {}

  private final List<Hit> hits = new ArrayList<>(0);
  private final Set<After> after = EnumSet.noneOf(After.class);
  private Optional<Touchpoint> reached = Optional.empty();
  private Optional<Touchpoint> completed = Optional.empty();
  private Optional<Field> field = Optional.empty();
  private Optional<Money> pageSays = Optional.empty();
  private boolean isKnown;
  private int deliveries;
  private long begunAt;
  private long stepAt;

  /** Counts what went forward, so that an obstacle knows whether anything has since. */
  private long progress;

  boolean begun() {
    return reached.isPresent();
  }

  private void reach(Touchpoint step, long micros) {
    if (!begun()) {
      begunAt = micros;
      stepAt = micros;
      // What was in the way before did not keep anybody from beginning.
      progress++;
    }
    if (reached.isEmpty() || Part.distance(step) >= Part.distance(reached.get())) {
      reached = Optional.of(step);
    }
    after.clear();
  }

  /** A page of the checkout was shown. */
  void shown(Touchpoint step, long micros) {
    boolean signedIn = reached.filter(Touchpoints.LOGIN::equals).isPresent();
    reach(step, micros);
    if (signedIn) {
      progress++;
    }
  }

  /** A step of the checkout went through. */
  void done(Touchpoint step, long micros) {
    reach(step, micros);
    if (completed.isEmpty() || Part.distance(step) >= Part.distance(completed.get())) {
      completed = Optional.of(step);
    }
    stepAt = micros;
    progress++;
    deliveries += step.equals(Touchpoints.ADD_SHIPPING_INFO) ? 1 : 0;
  }

  /** Somebody signed in, which overcomes what was in the way of that. */
  void signedIn() {
    isKnown = true;
    if (!hits.isEmpty()) {
      progress++;
    }
  }

  /** A step did not go through. */
  void failed(Optional<Hint> hint, Optional<Touchpoint> step, long micros) {
    Optional<Touchpoint> known = step.filter(at -> Part.distance(at) > 0);
    reach(known.or(() -> reached).orElse(Touchpoints.BEGIN_CHECKOUT), micros);
    hits.add(new Hit(Obstacle.ofCheckout(hint, known), known, progress));
  }

  /**
   * Something stood in the way that is no step. Who is to sign in once more after signing in has
   * been forgotten by the shop.
   */
  void met(Obstacle seen, long micros) {
    Obstacle obstacle =
        seen == Obstacle.FORCED_LOGIN && isKnown && completed.isPresent()
            ? Obstacle.SESSION_EXPIRED
            : seen;
    if (obstacle == Obstacle.FORCED_LOGIN) {
      reach(Touchpoints.LOGIN, micros);
    }
    if (begun() || obstacle == Obstacle.COUPON_REFUSED) {
      hits.add(new Hit(obstacle, Optional.empty(), progress));
    }
  }

  /** The visitor went somewhere. */
  void went(After where) {
    if (begun()) {
      after.add(where);
    }
  }

  /** A page was left on which a field had been touched. */
  void touched(Field last) {
    if (begun()) {
      field = Optional.of(last);
    }
  }

  /** A page said what its cart is worth. */
  void pageSays(Money value) {
    pageSays = Optional.of(value);
  }

  /** How the checkout was left, if it was begun. */
  Optional<CheckoutDropOff> left(
      long visitStart,
      long last,
      Optional<Money> value,
      Optional<String> channel,
      Optional<String> device) {
    return reached.map(
        step ->
            new CheckoutDropOff(
                Instant.EPOCH.plus(visitStart, ChronoUnit.MICROS),
                step,
                completed,
                Duration.of(last - begunAt, ChronoUnit.MICROS),
                Duration.of(last - stepAt, ChronoUnit.MICROS),
                field,
                met(),
                cause(step),
                after,
                value,
                pageSays,
                channel,
                device,
                false));
  }

  private List<Met> met() {
    if (hits.isEmpty()) {
      return List.of();
    }
    List<Met> met = new ArrayList<>();
    for (Hit hit : hits) {
      int known = 0;
      while (known < met.size()
          && !(met.get(known).obstacle() == hit.obstacle()
              && met.get(known).step().equals(hit.step()))) {
        known++;
      }
      if (known < met.size()) {
        met.set(known, new Met(hit.obstacle(), hit.step(), met.get(known).times() + 1));
      } else {
        met.add(new Met(hit.obstacle(), hit.step(), 1));
      }
    }
    return met;
  }

  private Cause cause(Touchpoint step) {
    Optional<Obstacle> last = Optional.empty();
    for (Hit hit : hits) {
      // A failing script may have nothing to do with it, so anything else that was met goes before.
      if (hit.progress() == progress
          && (hit.obstacle() != Obstacle.SCRIPT_ERROR || last.isEmpty())) {
        last = Optional.of(hit.obstacle());
      }
    }
    // The page after the address shows what delivery costs; whoever chose one has gone on.
    boolean costsShown =
        step.equals(Touchpoints.ADD_SHIPPING_INFO)
            && completed.equals(Optional.of(step))
            && deliveries == 1;
    boolean shippingCost = last.isEmpty() && (costsShown || after.contains(After.SHIPPING));
    return new Cause(last, shippingCost);
  }
}
