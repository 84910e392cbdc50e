package io.github.senda.store;

import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Money;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Appends and seals until it is killed. The n-th touch of all is at the n-th second, so that each
 * can be told from any other; a line {@code stored n} is said when the n-th and all before it are
 * acknowledged.
 */
final class AppendingProcess {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private AppendingProcess() {}

  static Instant timeOf(long touch) {
    return START.plusSeconds(touch);
  }

  static long touchAt(long micros) {
    return micros / 1_000_000 - START.getEpochSecond();
  }

  public static void main(String[] arguments) throws StoreException {
    Path folder = Path.of(arguments[0]);
    long next = Long.parseLong(arguments[1]);
    Random random = new Random(Long.parseLong(arguments[2]));
    MovableClock clock = MovableClock.at(timeOf(next).toString());
    // It is meant to be killed, so nobody closes it.
    JourneyStore store = JourneyStore.open(folder, new Sessionizer(Duration.ofMinutes(2)), clock);
    System.out.println("open");
    while (true) {
      List<Touch> batch = batch(random, next);
      next += batch.size();
      clock.set(timeOf(next));
      store.append(batch);
      System.out.println("stored " + (next - 1));
      if (sealsNow(random)) {
        store.seal();
      }
    }
  }

  static List<Touch> batch(Random random, long first) {
    List<Touch> batch = new ArrayList<>();
    long end = first + 1 + random.nextInt(20);
    for (long next = first; next < end; next++) {
      int visitor = random.nextInt(3);
      batch.add(
          new Touch(
              new VisitorId(next / 40, visitor),
              Sign.page("/" + next % 100),
              timeOf(next),
              visitor == 0 ? Attributes.of("consent", "given") : Attributes.none(),
              new Facts(
                  Optional.of("id " + next % 4),
                  Optional.of("order " + next).filter(any -> next(random)),
                  Optional.empty(),
                  Optional.of("customer " + next / 80),
                  Optional.of(valueOf(next)))));
    }
    return batch;
  }

  private static boolean next(Random random) {
    return random.nextInt(3) == 0;
  }

  /** What the n-th touch is worth, so that it can be told from any other. */
  static Money valueOf(long touch) {
    return new Money(touch, "EUR");
  }

  static boolean sealsNow(Random random) {
    return random.nextInt(5) == 0;
  }
}
