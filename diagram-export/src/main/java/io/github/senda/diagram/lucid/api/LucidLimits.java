package io.github.senda.diagram.lucid.api;

import io.github.senda.diagram.lucid.LucidExporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What Lucid takes, checked before anything is sent. */
final class LucidLimits {

  /** All files of a package together, unpacked. */
  private static final int MOST_CONTENTS = 50_000_000;

  /** All files below {@code data/} together. */
  private static final int MOST_TABLES = 1_000_000;

  private LucidLimits() {}

  /**
   * Checks an upload.
   *
   * @return what it holds; empty for files that Lucid itself imports from elsewhere
   * @throws LucidMistake if Lucid would not take it
   */
  static Optional<Tally> check(LucidUpload upload) throws LucidMistake {
    if (upload.bytes().length > MOST_CONTENTS) {
      throw tooLarge("the file", "el archivo", upload.bytes().length, MOST_CONTENTS);
    }
    return switch (upload.form()) {
      case DOCUMENT -> Optional.of(document(upload.bytes()));
      case FILE -> Optional.of(document(unpacked(upload.bytes())));
      case DRAWIO, VISIO -> Optional.empty();
    };
  }

  private static Tally document(byte[] document) throws LucidMistake {
    if (document.length > LucidExporter.MOST_BYTES) {
      throw tooLarge("the document", "el documento", document.length, LucidExporter.MOST_BYTES);
    }
    Tally tally;
    try (Reader text =
        new InputStreamReader(new ByteArrayInputStream(document), StandardCharsets.UTF_8)) {
      tally = Tally.of(text);
    } catch (IOException e) {
      throw input(
          "The document is no Lucid Standard Import.",
          "El documento no es de Lucid Standard Import.");
    }
    if (tally.pages() == 0) {
      throw input("The document has no page.", "El documento no tiene ninguna página.");
    }
    if (!tally.badIds().isEmpty()) {
      String id = tally.badIds().iterator().next();
      String shown = id.substring(0, Math.min(id.length(), 40)).replaceAll("\\p{Cntrl}", " ");
      throw input(
          "The id \"" + shown + "\" is there twice or is none that Lucid takes.",
          "El identificador «" + shown + "» está repetido o Lucid no lo admite.");
    }
    return tally;
  }

  /** The document in a package, whose other files are only measured. */
  private static byte[] unpacked(byte[] file) throws LucidMistake {
    Optional<byte[]> document = Optional.empty();
    long all = 0;
    long tables = 0;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("document.json")) {
          document = Optional.of(zip.readNBytes(LucidExporter.MOST_BYTES + 1));
        }
        long size = measured(zip, MOST_CONTENTS - all);
        all += size + document.map(bytes -> bytes.length).orElse(0);
        tables += entry.getName().startsWith("data/") ? size : 0;
        if (all > MOST_CONTENTS) {
          throw tooLarge("the package", "el paquete", all, MOST_CONTENTS);
        }
        if (tables > MOST_TABLES) {
          throw tooLarge("its tables", "sus tablas", tables, MOST_TABLES);
        }
      }
    } catch (LucidMistake e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw input("The file is no zip that can be read.", "El archivo no es un zip legible.");
    }
    return document.orElseThrow(
        () ->
            input(
                "The file has no document.json: it is no .lucid file.",
                "El archivo no tiene document.json: no es un archivo .lucid."));
  }

  private static long measured(InputStream in, long most) throws IOException {
    byte[] piece = new byte[1 << 14];
    long size = 0;
    for (int read = in.read(piece); read >= 0 && size <= most; read = in.read(piece)) {
      size += read;
    }
    return size;
  }

  private static LucidMistake input(String english, String spanish) {
    return LucidMistake.spoken(LucidMistake.Kind.INPUT, english, spanish);
  }

  private static LucidMistake tooLarge(String english, String spanish, long bytes, long most) {
    return LucidMistake.spoken(
        LucidMistake.Kind.TOO_LARGE,
        String.format(
            Locale.ROOT, "%s has %.1f MB, of %.1f MB at most", english, bytes / 1e6, most / 1e6),
        String.format(
                Locale.ROOT,
                "%s ocupa %.1f MB, de %.1f MB como máximo",
                spanish,
                bytes / 1e6,
                most / 1e6)
            .replace('.', ','));
  }
}
