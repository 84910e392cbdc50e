package io.github.senda.diagram.lucid.api;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.lucid.LucidExporter;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A drawing that Lucid takes: the one that was asked for, or one with fewer transitions where that
 * one is too large. Immutable; safe for any thread.
 */
public final class LucidFit {

  private final byte[] document;
  private final int asked;
  private final int share;

  private LucidFit(byte[] document, int asked, int share) {
    this.document = document;
    this.asked = asked;
    this.share = share;
  }

  /**
   * Finds the largest share, no larger than the one that is asked for, that Lucid takes.
   *
   * @param share in per cent, from 0 to 100
   * @param drawing draws a share
   * @throws LucidMistake if even nothing but the touchpoints is too large
   */
  public static LucidFit of(int share, IntFunction<Diagram> drawing) throws LucidMistake {
    Optional<byte[]> asked = document(drawing.apply(share));
    if (asked.isPresent()) {
      return new LucidFit(asked.get(), share, share);
    }
    // More transitions are never a smaller document.
    int least = 0;
    byte[] fitting =
        document(drawing.apply(0))
            .orElseThrow(
                () ->
                    LucidMistake.spoken(
                        LucidMistake.Kind.TOO_LARGE,
                        "even without transitions the document has more than 2.0 MB",
                        "incluso sin transiciones, el documento pasa de 2,0 MB"));
    for (int most = share; most - least > 1; ) {
      int middle = (least + most) / 2;
      Optional<byte[]> document = document(drawing.apply(middle));
      if (document.isPresent()) {
        least = middle;
        fitting = document.get();
      } else {
        most = middle;
      }
    }
    return new LucidFit(fitting, share, least);
  }

  /** The drawing as Lucid reads it; not to be changed. */
  public byte[] document() {
    return document;
  }

  /** How much of all that was gone is drawn, in per cent. */
  public int share() {
    return share;
  }

  /** Whether less is drawn than was asked for. */
  public boolean isSimplified() {
    return share < asked;
  }

  private static Optional<byte[]> document(Diagram diagram) {
    try {
      return Optional.of(LucidExporter.document(diagram));
    } catch (IOException e) {
      // The only reason that there is: it is too large.
      return Optional.empty();
    }
  }
}
