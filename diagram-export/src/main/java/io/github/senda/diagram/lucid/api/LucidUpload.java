package io.github.senda.diagram.lucid.api;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is to become a document at Lucid.
 *
 * @param form what the bytes are
 * @param title what the document is to be called: 1 to 300 characters on one line
 * @param folder the number of the folder it goes into; empty for where Lucid puts it by itself
 * @param bytes the file; not to be changed afterwards
 */
public record LucidUpload(Form form, String title, OptionalLong folder, byte[] bytes) {

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

  public LucidUpload {
    Objects.requireNonNull(form, "form == null");
    title = plain(title);
    if (title.isEmpty()) {
      throw new IllegalArgumentException("a document at Lucid needs a title");
    }
    if (folder.isPresent() && folder.getAsLong() < 0) {
      throw new IllegalArgumentException("a folder at Lucid is a number, not " + folder);
    }
  }

  /** The same as another file. */
  LucidUpload as(Form other, byte[] file) {
    return new LucidUpload(other, title, folder, file);
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
