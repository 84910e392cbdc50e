package io.github.senda.diagram.lucid.api;

import io.github.senda.diagram.lucid.LucidExporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A drawing's way to Lucid, whole: checked, sent once, looked for where nobody confirmed it, read
 * back and compared. What may have been made is never sent a second time. Safe for any thread.
 */
public final class LucidPush {

  /** How far Lucid's clock may be off ours. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private static final int MOST_KNOWN = 1_000;

  private final LucidClient client;
  private final Clock clock;

  /** What earlier pushes became, so that none of them is taken for a later one. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private LucidPush(LucidClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Pushes through a client, which stays its owner's to close. */
  public static LucidPush of(LucidClient client, Clock clock) {
    return new LucidPush(client, clock);
  }

  /**
   * Pushes and waits until it is done.
   *
   * @throws LucidMistake if no document came of it, or nobody can say so
   */
  public PushReport push(LucidUpload upload, LucidSecret secret, LucidProgress progress)
      throws LucidMistake {
    progress.at(LucidProgress.Step.PREPARING, 0, 0);
    Optional<Tally> sent = LucidLimits.check(upload);
    Instant begin = clock.instant();
    PushedDocument document;
    boolean foundLater = false;
    try {
      document = created(upload, secret, progress);
    } catch (LucidMistake mistake) {
      if (!mistake.isUncertain() || mistake.kind() == LucidMistake.Kind.STOPPED) {
        throw mistake.with("title", upload.title());
      }
      document = lookFor(upload, secret, begin, mistake, progress);
      foundLater = true;
    }
    if (known.size() < MOST_KNOWN) {
      known.add(document.id());
    }
    if (sent.isEmpty()) {
      return new PushReport(document, foundLater, Optional.empty(), Optional.empty());
    }
    progress.at(LucidProgress.Step.READING_BACK, 0, 0);
    try {
      Tally there = client.contents(document, secret);
      return new PushReport(
          document,
          foundLater,
          Optional.of(PushReport.Comparison.of(sent.get(), there)),
          Optional.empty());
    } catch (LucidMistake mistake) {
      return new PushReport(document, foundLater, Optional.empty(), Optional.of(mistake));
    }
  }

  /** A document goes as JSON; where Lucid refuses that for certain, as the file it is made for. */
  private PushedDocument created(LucidUpload upload, LucidSecret secret, LucidProgress progress)
      throws LucidMistake {
    try {
      return client.create(upload, secret, progress);
    } catch (LucidMistake mistake) {
      boolean byAnotherWay =
          upload.form() == LucidUpload.Form.DOCUMENT
              && !mistake.isUncertain()
              && (mistake.status() == 405 || mistake.kind() == LucidMistake.Kind.TYPE);
      if (!byAnotherWay) {
        throw mistake;
      }
      byte[] file = LucidExporter.file(upload.bytes());
      return client.create(upload.as(LucidUpload.Form.FILE, file), secret, progress);
    }
  }

  /** The document that may have been made, if Lucid finds it. */
  private PushedDocument lookFor(
      LucidUpload upload,
      LucidSecret secret,
      Instant begin,
      LucidMistake mistake,
      LucidProgress progress)
      throws LucidMistake {
    Instant earliest = begin.minus(CLOCKS);
    boolean answered = false;
    for (Duration pause : client.patience().looks()) {
      progress.at(LucidProgress.Step.LOOKING, 0, 0);
      pause(pause, upload);
      try {
        Optional<PushedDocument> found =
            client.search(upload.title(), secret).stream()
                .filter(document -> !known.contains(document.id()))
                .filter(document -> document.title().equals(upload.title()))
                .filter(document -> document.created().filter(earliest::isBefore).isPresent())
                .max(Comparator.comparing(document -> document.created().orElseThrow()));
        if (found.isPresent()) {
          return found.get();
        }
        answered = true;
      } catch (LucidMistake unanswered) {
        if (unanswered.kind() == LucidMistake.Kind.STOPPED) {
          throw unanswered.with("title", upload.title());
        }
        // Told below: a later look may still be answered.
      }
    }
    throw answered
        ? mistake.with("title", upload.title())
        : mistake.as(LucidMistake.Kind.UNKNOWN, "title", upload.title());
  }

  private static void pause(Duration pause, LucidUpload upload) throws LucidMistake {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LucidMistake.of(LucidMistake.Kind.STOPPED, "title", upload.title());
    }
  }
}
