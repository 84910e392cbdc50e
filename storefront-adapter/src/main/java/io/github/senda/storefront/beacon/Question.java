package io.github.senda.storefront.beacon;

import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.VisitorId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The one question that a shop may put to a visitor, and who is to be asked: whoever has just been
 * at the touchpoint after which it comes, and never twice. In memory only, bounded; safe for any
 * thread.
 */
public final class Question {

  /** What is asked. */
  public enum Kind {
    /** How content the visitor is with this purchase: 1 to 5. */
    CSAT(1, 5),
    /** How likely the visitor is to recommend the shop: 0 to 10. */
    NPS(0, 10);

    private final int least;
    private final int most;

    Kind(int least, int most) {
      this.least = least;
      this.most = most;
    }

    int least() {
      return least;
    }

    int most() {
      return most;
    }

    /** The kind that a setting or a page names, in lower case. */
    public static Optional<Kind> of(String name) {
      return switch (name) {
        case "csat" -> Optional.of(CSAT);
        case "nps" -> Optional.of(NPS);
        default -> Optional.empty();
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Duration FRESH = Duration.ofMinutes(30);
  private static final int MOST_DUE = 1_000;
  private static final int MOST_ASKED = 50_000;
  private static final int MOST_SIGNS = 2_000;

  private final Kind kind;
  private final Touchpoint after;
  private final Function<Sign, Optional<Touchpoint>> meaning;
  private final Clock clock;
  private final LongSupplier changes;
  private final Map<Sign, Boolean> known = new ConcurrentHashMap<>();
  private volatile long read;
  private final Map<VisitorId, Long> due = bounded(MOST_DUE);
  private final Map<VisitorId, Boolean> asked = bounded(MOST_ASKED);

  private Question(
      Kind kind,
      Touchpoint after,
      Function<Sign, Optional<Touchpoint>> meaning,
      LongSupplier changes,
      Clock clock) {
    this.kind = kind;
    this.after = after;
    this.meaning = meaning;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * A question.
   *
   * @param after the touchpoint after which it is asked
   * @param meaning what a sign means by itself
   * @param changes how often that has changed
   */
  public static Question of(
      Kind kind,
      Touchpoint after,
      Function<Sign, Optional<Touchpoint>> meaning,
      LongSupplier changes,
      Clock clock) {
    return new Question(kind, after, meaning, changes, clock);
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** Looks whether a touch is the one after which its visitor is to be asked. */
  public void notice(Touch touch) {
    if (isAfter(touch.sign())) {
      synchronized (due) {
        if (!asked.containsKey(touch.visitor())) {
          due.put(touch.visitor(), clock.millis());
        }
      }
    }
  }

  private boolean isAfter(Sign sign) {
    long now = changes.getAsLong();
    if (now != read) {
      known.clear();
      read = now;
    }
    Boolean before = known.get(sign);
    if (before != null) {
      return before;
    }
    boolean is = meaning.apply(sign).filter(after::equals).isPresent();
    if (known.size() < MOST_SIGNS) {
      known.put(sign, is);
    }
    return is;
  }

  /** What a visitor is to be asked now; whoever is told is asked, and never again. */
  Optional<Kind> ask(VisitorId visitor) {
    synchronized (due) {
      Long since = due.remove(visitor);
      if (since == null || clock.millis() - since > FRESH.toMillis()) {
        return Optional.empty();
      }
      asked.put(visitor, true);
      return Optional.of(kind);
    }
  }

  /** Whether an answer is one: of somebody who was asked, the first. */
  boolean takesAnswer(VisitorId visitor) {
    synchronized (due) {
      return asked.replace(visitor, true, false);
    }
  }
}
