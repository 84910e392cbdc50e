package io.github.senda.diagram.lucid.api;

import java.util.OptionalLong;

/** What is to become a document at Lucid. Immutable; safe for any thread. */
public final class LucidUpload {

  private static final int LONGEST_TITLE = 300;

  /** What Lucid makes documents of. */
  public enum Form {
    /** A {@code document.json} alone, sent as JSON. */
    DOCUMENT("application/json", "/v1/documents", "json"),
    /** A whole file of Lucid Standard Import. */
    FILE("x-application/vnd.lucid.standardImport", "/v1/documents/create", "lucid"),
    /** A draw.io file, by Lucid's own import. */
    DRAWIO("x-application/vnd.lucid.drawio", "/v1/documents/import", "drawio"),
    /** A Visio file, by Lucid's own import. */
    VISIO("x-application/vnd.lucid.visio", "/v1/documents/import", "vsdx");

    private final String mediaType;
    private final String path;
    private final String extension;

    Form(String mediaType, String path, String extension) {
      this.mediaType = mediaType;
      this.path = path;
      this.extension = extension;
    }

    /** What Lucid calls a file of this form. */
    String mediaType() {
      return mediaType;
    }

    /** Where a file of this form is sent. */
    String path() {
      return path;
    }

    /** The end of a file's name, without the dot. */
    public String extension() {
      return extension;
    }
  }

  private final Form form;
  private final String title;
  private final OptionalLong folder;
  private final byte[] bytes;

  private LucidUpload(Form form, String title, OptionalLong folder, byte[] bytes) {
    this.form = form;
    this.title = title;
    this.folder = folder;
    this.bytes = bytes;
  }

  /**
   * An upload.
   *
   * @param form what the bytes are
   * @param title what the document is to be called; more than 300 characters are cut
   * @param folder the number of the folder it goes into; empty for where Lucid puts it by itself
   * @param bytes the file; not to be changed afterwards
   * @throws LucidMistake if there is no title, or the folder is no number of one
   */
  public static LucidUpload of(Form form, String title, OptionalLong folder, byte[] bytes)
      throws LucidMistake {
    String plain = plain(title);
    if (plain.isEmpty()) {
      throw LucidMistake.input(
          "A document at Lucid needs a title.", "Un documento de Lucid necesita un título.");
    }
    if (folder.isPresent() && folder.getAsLong() < 1) {
      throw LucidMistake.input(
          "A folder of Lucid is given by its number.",
          "Una carpeta de Lucid se indica con su número.");
    }
    return new LucidUpload(form, plain, folder, bytes);
  }

  /** The same as another file. */
  LucidUpload as(Form other, byte[] file) {
    return new LucidUpload(other, title, folder, file);
  }

  /** The same as one of several; a single one is not numbered. */
  LucidUpload numbered(int number, int of) {
    if (of == 1) {
      return this;
    }
    String end = " (" + number + "/" + of + ")";
    StringBuilder named = new StringBuilder();
    title.codePoints().limit(LONGEST_TITLE - end.length()).forEach(named::appendCodePoint);
    return new LucidUpload(form, named + end, folder, bytes);
  }

  /** What the bytes are. */
  public Form form() {
    return form;
  }

  /** What the document is to be called: 1 to 300 characters on one line. */
  public String title() {
    return title;
  }

  /** The number of the folder it goes into; empty for where Lucid puts it by itself. */
  public OptionalLong folder() {
    return folder;
  }

  /** The file; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  private static String plain(String title) {
    StringBuilder plain = new StringBuilder();
    title
        .strip()
        .codePoints()
        .filter(point -> Character.getType(point) != Character.SURROGATE)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .limit(LONGEST_TITLE)
        .forEach(plain::appendCodePoint);
    return plain.toString().strip();
  }
}
