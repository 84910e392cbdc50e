package io.github.senda.diagram.lucid;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a drawing as a file of Lucid Standard Import: a zip with {@code document.json}, for
 * Lucid's REST import. Nothing in it folds, so what the card of all others stands for is in its
 * note and its data, and its link opens the panel; words of a line move along the line alone.
 */
public final class LucidExporter implements DiagramExporter {

  /** What Lucid takes as {@code document.json} at most. */
  public static final int MOST_BYTES = 2_000_000;

  /**
   * A moment that a zip's own time fields hold. The platform takes the first instant of 1980 for an
   * earlier one, and then writes the time of the machine's zone beside it.
   */
  private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** For the service loader. */
  public LucidExporter() {}

  @Override
  public String format() {
    return "lucid";
  }

  @Override
  public String fileExtension() {
    return "lucid";
  }

  @Override
  public String mediaType() {
    return "x-application/vnd.lucid.standardImport";
  }

  @Override
  public boolean holdsPages() {
    return true;
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    write(List.of(diagram), out);
  }

  @Override
  public void write(List<Diagram> pages, OutputStream out) throws IOException {
    pack(document(pages), out);
    out.flush();
  }

  /** The file around a document that {@link #document(Diagram)} has given. */
  public static byte[] file(byte[] document) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      pack(document, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static void pack(byte[] document, OutputStream out) throws IOException {
    ZipEntry entry = new ZipEntry("document.json");
    entry.setTimeLocal(ZIP_TIME);
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.putNextEntry(entry);
    zip.write(document);
    zip.closeEntry();
    zip.finish();
  }

  /** The document of a single page; see {@link #document(List)}. */
  public static byte[] document(Diagram diagram) throws IOException {
    return document(List.of(diagram));
  }

  /**
   * The document alone, as UTF-8 JSON: what Lucid's API also takes as {@code content}.
   *
   * @throws IOException if it is larger than Lucid takes
   */
  public static byte[] document(List<Diagram> pages) throws IOException {
    byte[] document = LucidDocument.json(pages).getBytes(StandardCharsets.UTF_8);
    if (document.length > MOST_BYTES) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the drawing is %.1f MB as a Lucid document, and Lucid takes 2.0 MB at most:"
                  + " show fewer transitions, or export it for draw.io",
              document.length / 1e6));
    }
    return document;
  }
}
