package io.github.senda.diagram.lucid.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a push that ended in a document.
 *
 * @param document the document
 * @param foundLater whether Lucid confirmed it only when it was asked what became of it
 * @param comparison what was sent beside what Lucid has; empty where it was not compared
 * @param notRead why it could not be read back; empty if it was, or did not have to be
 */
public record PushReport(
    PushedDocument document,
    boolean foundLater,
    Optional<Comparison> comparison,
    Optional<LucidMistake> notRead) {

  public PushReport {
    Objects.requireNonNull(document, "document == null");
    Objects.requireNonNull(comparison, "comparison == null");
    Objects.requireNonNull(notRead, "notRead == null");
  }

  /**
   * What was sent, and what Lucid says that it has.
   *
   * @param shapesSent how many shapes were sent
   * @param shapesThere how many Lucid has
   * @param linesSent how many lines were sent
   * @param linesThere how many Lucid has
   * @param keysSent how many keys of data were sent
   * @param keysThere how many of these Lucid has
   */
  public record Comparison(
      int shapesSent, int shapesThere, int linesSent, int linesThere, int keysSent, int keysThere) {

    static Comparison of(Tally sent, Tally there) {
      int known = (int) sent.keys().stream().filter(there.keys()::contains).count();
      return new Comparison(
          sent.shapes(), there.shapes(), sent.lines(), there.lines(), sent.keys().size(), known);
    }

    /** Of this document and another together. */
    public Comparison plus(Comparison other) {
      return new Comparison(
          shapesSent + other.shapesSent,
          shapesThere + other.shapesThere,
          linesSent + other.linesSent,
          linesThere + other.linesThere,
          keysSent + other.keysSent,
          keysThere + other.keysThere);
    }

    /** Whether nothing that was sent is missing. */
    public boolean isWhole() {
      return shapesThere >= shapesSent && linesThere >= linesSent && keysThere == keysSent;
    }
  }
}
