package io.github.senda.diagram.lucid.api;

/** Hears how far a push has come, on the thread that pushes. It must be quick. */
@FunctionalInterface
public interface LucidProgress {

  /** What is being done, in the order in which it is. */
  enum Step {
    /** The drawing is made and its size is checked. */
    PREPARING,
    /** Lucid is being reached. */
    CONNECTING,
    /** Bytes are on their way. */
    SENDING,
    /** All is sent, and Lucid makes a document of it. */
    WAITING,
    /** Lucid did not answer, and it is looked for what became of the document. */
    LOOKING,
    /** What Lucid has made is compared with what was sent. */
    READING_BACK
  }

  /**
   * A step is being done.
   *
   * @param done how many bytes are sent, for {@link Step#SENDING}; else 0
   * @param of how many bytes there are, for {@link Step#SENDING}; else 0
   */
  void at(Step step, long done, long of);
}
