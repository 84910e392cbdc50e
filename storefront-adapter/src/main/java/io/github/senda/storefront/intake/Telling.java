package io.github.senda.storefront.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes touches that no filter saw into a store: a table, or JSON. What can be taken is taken, a
 * few thousand at a time, and each once for its source and key: so whatever broke off is told again
 * from its beginning, and telling it twice changes nothing. Safe for any thread.
 */
public final class Telling {

  private final ToldStore store;
  private final Clock clock;
  private final ZoneId zone;
  private final Period kept;
  private final ToldNames names = new ToldNames();

  private Telling(ToldStore store, Clock clock, ZoneId zone, Period kept) {
    this.store = Objects.requireNonNull(store, "store == null");
    this.clock = Objects.requireNonNull(clock, "clock == null");
    this.zone = Objects.requireNonNull(zone, "zone == null");
    this.kept = Objects.requireNonNull(kept, "kept == null");
  }

  /**
   * Takes them into a store.
   *
   * @param zone the shop's, of times that name none
   * @param kept how long journeys are kept: what is older is refused
   */
  public static Telling into(ToldStore store, Clock clock, ZoneId zone, Period kept) {
    return new Telling(store, clock, zone, kept);
  }

  private ToldTexts.Frame frame(ToldNames allowed) {
    Instant now = clock.instant();
    return new ToldTexts.Frame(allowed, now, now.atZone(zone).minus(kept).toInstant(), zone);
  }

  /**
   * Reads a table to its end and does not close it. At any time it holds a few thousand rows, and
   * 16 bytes for each row without a key.
   *
   * @throws BadInput if it is no such table, or breaks off; what came before is taken
   * @throws IOException if it cannot be read, or the store cannot take it now, with one sentence
   *     that says why; what came before is taken
   */
  public ToldReport csv(InputStream stream, ToldOptions options) throws IOException {
    ToldCsv csv = ToldCsv.open(stream, options, frame(names));
    ToldBatch batch = new ToldBatch(store);
    while (csv.read(store.atOnce(), batch)) {
      batch.flush();
    }
    return batch.report();
  }

  /**
   * Reads the table in a file.
   *
   * @throws BadInput if there is none, or as {@link #csv(InputStream, ToldOptions)}
   */
  public ToldReport csv(Path file, ToldOptions options) throws IOException {
    try (InputStream stream = LogSource.open(file)) {
      return csv(stream, options);
    }
  }

  /**
   * Takes what a program tells: a JSON array of objects, or an object a line. A broken array is
   * refused as a whole, a broken line by itself.
   *
   * @param text all of it
   * @throws BadInput if it is neither
   * @throws IOException if the store cannot take it now
   */
  public ToldReport json(String text, ToldOptions options) throws IOException {
    ToldBatch batch = new ToldBatch(store);
    ToldJson.read(text, new ToldTexts(options, frame(names)), batch);
    return batch.report();
  }

  /** Touches as lines of JSON, which {@link #json} takes. */
  public static String lines(List<ToldTouch> touches) {
    return ToldJson.write(touches);
  }

  /**
   * The first rows of a table as they would be taken, without taking them.
   *
   * @param stream the beginning of the table, whole rows
   * @throws BadInput if it is no such table
   */
  public ToldPreview preview(InputStream stream, int most, ToldOptions options) throws IOException {
    ToldCsv csv = ToldCsv.open(stream, options, frame(new ToldNames()));
    List<ToldPreview.Row> rows = new ArrayList<>();
    boolean unused =
        csv.read(
            most,
            new ToldTexts.Taker() {
              @Override
              public void take(long place, ToldTouch touch) {
                rows.add(new ToldPreview.Row(place, Optional.of(touch), Optional.empty()));
              }

              @Override
              public void refuse(BadTouch bad) {
                rows.add(new ToldPreview.Row(bad.place(), Optional.empty(), Optional.of(bad)));
              }
            });
    return new ToldPreview(csv.columns().header(), csv.columns().meanings(), rows);
  }
}
