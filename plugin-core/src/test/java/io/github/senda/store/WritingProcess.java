package io.github.senda.store;

import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Records touches until its input says something; says every notice as it changes, and at the end
 * how many touches it recorded.
 */
final class WritingProcess {

  private WritingProcess() {}

  public static void main(String[] arguments) throws IOException {
    Clock clock = Clock.systemUTC();
    long recorded = 0;
    try (TouchWriter writer =
        TouchWriter.open(
            Path.of(arguments[0]), Sessionizer.STANDARD, clock, JourneyStore.USUAL_MOST_BYTES)) {
      String notice = "";
      while (System.in.available() == 0) {
        TouchWriter.Status status = writer.status();
        if (!status.notice().orElse("").equals(notice)) {
          notice = status.notice().orElse("");
          System.out.println(notice.isEmpty() ? "fine" : "notice: " + notice);
        }
        if (status.queued() < 100) {
          for (int i = 0; i < 100; i++) {
            writer.record(
                new Touch(
                    new VisitorId(recorded++, 1),
                    Sign.page("/"),
                    clock.instant(),
                    Attributes.none()));
          }
        }
        Thread.onSpinWait();
      }
    }
    System.out.println("recorded " + recorded);
  }
}
