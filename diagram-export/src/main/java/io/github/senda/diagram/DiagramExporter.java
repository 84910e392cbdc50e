package io.github.senda.diagram;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a drawing as a file of one format. It draws and decides nothing: the same drawing gives
 * the same bytes. Found as a service ({@link DiagramExporters}); safe for any thread.
 */
public interface DiagramExporter {

  /** The format's short name, as a person would type it: {@code a-z} and {@code 0-9}. */
  String format();

  /** The end of a file's name, without the dot. */
  String fileExtension();

  /** The media type, as HTTP says it. */
  String mediaType();

  /**
   * What a file of this format lacks of the drawing, for the person who chooses one: a sentence or
   * two in Spanish, or in English for every other language; empty where nothing is known to lack.
   */
  default Optional<String> shortcomings(Locale language) {
    return Shortcomings.of(format(), language);
  }

  /**
   * Writes a whole file.
   *
   * @param out left open; flushed
   * @throws IOException if it cannot be written, or if the drawing is beyond what the format holds;
   *     the message then says so
   */
  void write(Diagram diagram, OutputStream out) throws IOException;

  /** Whether a file of this format holds several drawings, a page for each. */
  default boolean holdsPages() {
    return false;
  }

  /**
   * Writes drawings as the pages of one file, in their order: selections to be compared, with every
   * touchpoint in the same place.
   *
   * @param pages at least one
   * @param out left open; flushed
   * @throws IOException if it cannot be written, or if the format holds one drawing only and there
   *     are several; the message then says so
   */
  default void write(List<Diagram> pages, OutputStream out) throws IOException {
    if (pages.size() != 1) {
      throw new IOException(
          "a file of the format "
              + format()
              + " holds one page, not "
              + pages.size()
              + ": export them one by one, or as drawio, visio or lucid");
    }
    write(pages.get(0), out);
  }
}
