package io.github.senda.storefront.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what is left out of a log, by kind, in the order in which the kinds first came. */
final class LeftOut {

  private static final class Kind {
    private final long firstLine;
    private long count;

    Kind(long firstLine) {
      this.firstLine = firstLine;
    }
  }

  private final String name;
  private final boolean skipBadRows;
  private final Map<String, Kind> badRows = new LinkedHashMap<>();
  private final Map<String, long[]> noise = new LinkedHashMap<>();
  private long bad;

  /**
   * Nothing left out yet.
   *
   * @param name what the log is called in messages
   */
  LeftOut(String name, boolean skipBadRows) {
    this.name = name;
    this.skipBadRows = skipBadRows;
  }

  /**
   * Leaves a bad row out.
   *
   * @throws BadInput if bad rows are to end the reading
   */
  void add(BadRow row) {
    if (!skipBadRows) {
      throw new BadInput(
          name
              + ", line "
              + row.line()
              + ": "
              + row.getMessage()
              + " (--skip-bad-rows leaves such rows out)",
          row);
    }
    badRows.computeIfAbsent(row.kind(), kind -> new Kind(row.line())).count++;
    bad++;
  }

  /** Leaves out what is no visitor's step. */
  void count(String kind) {
    noise.computeIfAbsent(kind, k -> new long[1])[0]++;
  }

  /** Whether nothing was left out. */
  boolean isEmpty() {
    return noise.isEmpty() && badRows.isEmpty();
  }

  /** How many bad rows were left out. */
  long bad() {
    return bad;
  }

  /** What was left out: a sentence for what is no visitor's step, then one a kind of bad rows. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!noise.isEmpty()) {
      StringBuilder sentence = new StringBuilder("left out ");
      noise.forEach(
          (kind, count) ->
              sentence
                  .append(sentence.length() == 9 ? "" : ", ")
                  .append(count[0])
                  .append(' ')
                  .append(kind));
      sentences.add(sentence.toString());
    }
    badRows.forEach(
        (kind, rows) ->
            sentences.add(
                "left out "
                    + rows.count
                    + (rows.count == 1 ? " row with " : " rows with ")
                    + kind
                    + (rows.count == 1 ? ", line " : ", the first on line ")
                    + rows.firstLine));
    return sentences;
  }
}
