package io.github.senda.metric;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.metric.CheckoutDropOff.After;
import io.github.senda.metric.Stretch.Filling;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import io.github.senda.touch.Hint;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * One pass over a log that takes the visits apart that have to do with buying. Other visits cost a
 * look at each touch. For one thread.
 */
final class VisitWalk {

  /** Takes what a log tells. */
  @FunctionalInterface
  interface Told {
    /**
     * Takes a stretch.
     *
     * @param left the checkout where it was begun and nothing bought, as if it were never taken up
     *     again
     */
    void stretch(Stretch stretch, Optional<CheckoutDropOff> left);
  }

  private final Meaning meaning;
  private final Part[] parts;
  private final boolean[] buys;
  private final SeenSign[] signs;
  private final boolean[] forcesLogin;
  private final boolean anyForcesLogin;
  private final List<Optional<String>> channels = new ArrayList<>();
  private final List<Optional<String>> devices = new ArrayList<>();
  private final Told told;
  private final CartIds ids;
  private int visits;

  private long from;
  private long cart;
  private OptionalLong filledAt;
  private int more;
  private int least;
  private boolean counted;
  private Optional<Money> worth;
  private CheckoutTrack checkout;

  private VisitWalk(
      JourneyLog log,
      Meaning meaning,
      Function<Attributes, Optional<Channel>> byAttributes,
      CartIds ids,
      Told told) {
    this.meaning = meaning;
    this.ids = ids;
    this.told = told;
    this.parts = meaning.touchpoints().stream().map(Part::of).toArray(Part[]::new);
    this.buys = new boolean[parts.length];
    for (int i = 0; i < parts.length; i++) {
      buys[i] = parts[i].buys();
    }
    this.signs = log.signs().stream().map(SeenSign::of).toArray(SeenSign[]::new);
    this.forcesLogin = new boolean[signs.length];
    boolean any = false;
    for (int i = 0; i < signs.length; i++) {
      forcesLogin[i] = meaning.hint(i).filter(hint -> hint == Hint.FORCED_LOGIN).isPresent();
      any |= forcesLogin[i];
    }
    this.anyForcesLogin = any;
    for (Attributes attributes : log.attributeValues()) {
      channels.add(byAttributes.apply(attributes).map(Channel::name));
      devices.add(Optional.ofNullable(attributes.values().get("device")));
    }
    begin();
  }

  /**
   * Tells the stretches of a log's visits, in the log's order.
   *
   * @param channels how a visit of such attributes came in
   * @param ids is told which ids are one cart's
   * @param told is told them one by one: a log has many, and few have to be kept
   */
  static void through(
      JourneyLog log,
      Meaning meaning,
      Function<Attributes, Optional<Channel>> channels,
      CartIds ids,
      Told told) {
    VisitWalk walk = new VisitWalk(log, meaning, channels, ids, told);
    JourneyLog.Reader reader = log.reader(meaning);
    while (reader.next()) {
      if (walk.concerns(reader)) {
        walk.read(reader);
      }
      walk.visits++;
    }
  }

  private boolean concerns(JourneyLog.Reader reader) {
    int[] touchpoints = reader.touchpoints();
    int length = reader.length();
    for (int i = 0; i < length; i++) {
      if (buys[touchpoints[i]]) {
        return true;
      }
    }
    if (anyForcesLogin) {
      int[] seen = reader.seenSigns();
      for (int i = 0; i < reader.seen(); i++) {
        if (forcesLogin[seen[i]]) {
          return true;
        }
      }
    }
    return false;
  }

  private void begin() {
    from = Long.MIN_VALUE;
    cart = 0;
    filledAt = OptionalLong.empty();
    more = 0;
    least = 0;
    counted = false;
    worth = Optional.empty();
    checkout = new CheckoutTrack();
  }

  private void read(JourneyLog.Reader reader) {
    begin();
    int[] touchpoints = reader.seenTouchpoints();
    int[] seen = reader.seenSigns();
    long[] micros = reader.seenMicros();
    for (int i = 0; i < reader.seen(); i++) {
      Part part = touchpoints[i] < 0 ? Part.NEITHER : parts[touchpoints[i]];
      if (signs[seen[i]].beacon()) {
        beacon(reader, i);
        if (part == Part.NEITHER) {
          continue;
        }
      }
      if (from == Long.MIN_VALUE && (part.buys() || forcesLogin[seen[i]])) {
        from = micros[i];
      }
      cart(reader.cart(i), part);
      if (part == Part.PURCHASE) {
        Optional<Money> paid = value(reader, i);
        counted |= paid.isPresent();
        worth = paid.or(() -> worth);
        close(reader, micros[i], OptionalLong.of(micros[i]));
        begin();
      } else {
        fill(reader, i, part, micros[i]);
        check(seen[i], touchpoints[i], part, micros[i]);
      }
    }
    if (from != Long.MIN_VALUE) {
      close(reader, micros[reader.seen() - 1], OptionalLong.empty());
    }
  }

  /** The page of a purchase may name the next cart already. */
  private void cart(long id, Part part) {
    if (id == 0 || (part == Part.PURCHASE && cart != 0)) {
      return;
    }
    if (cart != 0) {
      ids.join(cart, id);
    }
    cart = id;
  }

  /** Only what a server says is a value. */
  private Optional<Money> value(JourneyLog.Reader reader, int touch) {
    return signs[reader.seenSigns()[touch]].beacon() ? Optional.empty() : reader.value(touch);
  }

  private void beacon(JourneyLog.Reader reader, int touch) {
    SeenSign sign = signs[reader.seenSigns()[touch]];
    sign.field().ifPresent(checkout::touched);
    if (sign.scriptError() && checkout.begun()) {
      checkout.met(Obstacle.SCRIPT_ERROR, reader.seenMicros()[touch]);
    }
    if (sign.restored()) {
      checkout.went(After.BACK);
    }
    if (sign.said()) {
      reader.value(touch).ifPresent(checkout::pageSays);
    }
  }

  private void fill(JourneyLog.Reader reader, int touch, Part part, long micros) {
    if (part == Part.ADD) {
      more++;
      least++;
      fillAt(micros);
    } else if (part == Part.REMOVE) {
      more--;
      least = Math.max(0, least - 1);
    }
    if (part != Part.ADD && part != Part.REMOVE && !part.tellsWorth()) {
      return;
    }
    Optional<Money> value = value(reader, touch);
    if (value.isEmpty()) {
      return;
    }
    Money said = value.get();
    if (part.tellsWorth()) {
      boolean some = said.tenThousandths() > 0;
      least = some ? Math.max(1, least) : 0;
      more = some ? more : -Filling.ALL;
      counted = true;
      worth = value;
      if (some) {
        fillAt(micros);
      }
    } else {
      long sign = part == Part.ADD ? 1 : -1;
      Money more = new Money(sign * said.tenThousandths(), said.currency());
      worth =
          worth
              .filter(before -> before.currency().equals(said.currency()))
              .map(before -> Filling.sum(before, more))
              .or(() -> part == Part.ADD ? value : worth);
    }
  }

  private void fillAt(long micros) {
    if (filledAt.isEmpty()) {
      filledAt = OptionalLong.of(micros);
    }
  }

  private void check(int sign, int touchpoint, Part part, long micros) {
    Optional<Hint> hint = meaning.hint(sign);
    switch (part) {
      case BEGIN, STEP -> {
        Touchpoint step = meaning.touchpoints().get(touchpoint);
        if (part == Part.STEP && signs[sign].act()) {
          checkout.done(step, micros);
        } else {
          checkout.shown(step, micros);
        }
      }
      case ERROR -> checkout.failed(hint, meaning.candidate(sign), micros);
      case COUPON_REFUSED -> {
        checkout.met(Obstacle.COUPON_REFUSED, micros);
        checkout.went(After.CART);
      }
      case LOGIN -> checkout.signedIn();
      case LOGIN_FAILED -> {
        checkout.met(Obstacle.LOGIN_FAILED, micros);
        checkout.went(After.LOGIN);
      }
      case ERROR_PAGE ->
          checkout.met(hint.flatMap(Obstacle::of).orElse(Obstacle.PAGE_MISSING), micros);
      case CART -> checkout.went(After.CART);
      case PRODUCT -> checkout.went(After.PRODUCT);
      case SEARCH -> checkout.went(After.SEARCH);
      case HELP -> checkout.went(After.HELP);
      case NEITHER, ADD, REMOVE, PURCHASE -> {}
    }
    if (part != Part.ERROR && part != Part.ERROR_PAGE && hint.isPresent()) {
      hint.flatMap(Obstacle::of).ifPresent(obstacle -> checkout.met(obstacle, micros));
      switch (hint.get()) {
        case SHIPPING_PAGE -> checkout.went(After.SHIPPING);
        case HELP_PAGE -> checkout.went(After.HELP);
        case LOGIN_PAGE -> checkout.went(After.LOGIN);
        default -> {}
      }
    }
  }

  private void close(JourneyLog.Reader reader, long to, OptionalLong bought) {
    Optional<String> channel = channels.get(reader.attributes());
    told.stretch(
        new Stretch(
            visits,
            reader.seenMicros()[0],
            from,
            to,
            reader.active(),
            cart,
            reader.visitor(),
            new Filling(filledAt, more, least, counted, worth),
            bought,
            channel,
            checkout.begun(),
            reader.taken()),
        bought.isPresent()
            ? Optional.empty()
            : checkout.left(
                reader.seenMicros()[0], to, worth, channel, devices.get(reader.attributes())));
  }
}
