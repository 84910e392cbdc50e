package io.github.senda.diagram.lucid.api;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.lucid.LucidExporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Drawings as Lucid takes them: as they were asked for; where that is too large with fewer
 * transitions, or over several documents. Immutable; safe for any thread.
 */
public final class LucidFit {

  private final List<byte[]> documents;
  private final int asked;
  private final int share;

  private LucidFit(List<byte[]> documents, int asked, int share) {
    this.documents = List.copyOf(documents);
    this.asked = asked;
    this.share = share;
  }

  /**
   * One document, of the largest share, no larger than the one that is asked for, that Lucid takes.
   *
   * @param share in per cent, from 0 to 100
   * @param pages draws a share, a page for each of several selections
   * @throws LucidMistake if even nothing but the touchpoints is too large
   */
  public static LucidFit simplified(int share, IntFunction<List<Diagram>> pages)
      throws LucidMistake {
    return of(share, pages, drawn -> document(drawn).map(List::of));
  }

  /**
   * As many documents as are needed for all pages, in their order. Only where a page for itself is
   * too large, a smaller share of it.
   *
   * @param share in per cent, from 0 to 100
   * @param pages draws a share
   * @throws LucidMistake if even nothing but the touchpoints is too large for a page
   */
  public static LucidFit whole(int share, IntFunction<List<Diagram>> pages) throws LucidMistake {
    return of(share, pages, LucidFit::spread);
  }

  private static LucidFit of(
      int share,
      IntFunction<List<Diagram>> pages,
      Function<List<Diagram>, Optional<List<byte[]>>> packing)
      throws LucidMistake {
    Optional<List<byte[]>> asked = packing.apply(pages.apply(share));
    if (asked.isPresent()) {
      return new LucidFit(asked.get(), share, share);
    }
    // More transitions are never a smaller document.
    int least = 0;
    List<byte[]> fitting =
        packing
            .apply(pages.apply(0))
            .orElseThrow(
                () ->
                    LucidMistake.spoken(
                        LucidMistake.Kind.TOO_LARGE,
                        "even without transitions the document has more than 2.0 MB",
                        "incluso sin transiciones, el documento pasa de 2,0 MB"));
    for (int most = share; most - least > 1; ) {
      int middle = (least + most) / 2;
      Optional<List<byte[]>> documents = packing.apply(pages.apply(middle));
      if (documents.isPresent()) {
        least = middle;
        fitting = documents.get();
      } else {
        most = middle;
      }
    }
    return new LucidFit(fitting, share, least);
  }

  /** The documents as Lucid reads them, in their order; not to be changed. */
  public List<byte[]> documents() {
    return documents;
  }

  /** How much of all that was gone is drawn, in per cent. */
  public int share() {
    return share;
  }

  /** Whether less is drawn than was asked for. */
  public boolean isSimplified() {
    return share < asked;
  }

  /**
   * An upload for each document; of several, each is numbered in its title.
   *
   * @throws LucidMistake if there is no title, or the folder is no number of one
   */
  public List<LucidUpload> uploads(String title, OptionalLong folder) throws LucidMistake {
    List<LucidUpload> uploads = new ArrayList<>();
    for (byte[] document : documents) {
      LucidUpload upload = LucidUpload.of(LucidUpload.Form.DOCUMENT, title, folder, document);
      uploads.add(upload.numbered(uploads.size() + 1, documents.size()));
    }
    return uploads;
  }

  /** Pages by documents, each as full as it can be; empty if a page alone is too large. */
  private static Optional<List<byte[]>> spread(List<Diagram> pages) {
    List<byte[]> documents = new ArrayList<>();
    for (int first = 0; first < pages.size(); ) {
      Optional<byte[]> fitting = document(pages.subList(first, first + 1));
      if (fitting.isEmpty()) {
        return Optional.empty();
      }
      int end = first + 1;
      while (end < pages.size()) {
        Optional<byte[]> fuller = document(pages.subList(first, end + 1));
        if (fuller.isEmpty()) {
          break;
        }
        fitting = fuller;
        end++;
      }
      documents.add(fitting.get());
      first = end;
    }
    return Optional.of(documents);
  }

  private static Optional<byte[]> document(List<Diagram> pages) {
    try {
      return Optional.of(LucidExporter.document(pages));
    } catch (IOException e) {
      // The only reason that there is: it is too large.
      return Optional.empty();
    }
  }
}
