package io.github.senda.store;

import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Holds a folder, with one touch in it, until its input says something or ends. */
final class HoldingProcess {

  private HoldingProcess() {}

  public static void main(String[] arguments) throws StoreException, IOException {
    Clock clock = Clock.systemUTC();
    try (JourneyStore store =
        JourneyStore.open(Path.of(arguments[0]), Sessionizer.STANDARD, clock)) {
      store.append(
          List.of(
              new Touch(new VisitorId(1, 1), Sign.page("/"), clock.instant(), Attributes.none())));
      System.out.println("held");
      int unused = System.in.read();
    } catch (StoreHeldException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
