package io.github.senda.storefront.intake;

import java.io.IOException;
import java.util.Arrays;

/**
 * The rows of a table as RFC 4180 writes them, one at a time, as places in the window's bytes: no
 * text is made. A line may end in {@code \n}, {@code \r\n} or {@code \r}; empty lines are passed
 * over; a quote inside a field that does not begin with one stands for itself. For one thread.
 */
final class CsvRows {

  private static final int MORE = -1;

  private final ByteWindow window;
  private final byte delimiter;
  private int columns;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private boolean[] doubled = new boolean[16];
  private long line = 1;
  private long nextLine = 1;
  private byte[] scratch = new byte[256];
  private byte[] fieldBytes = scratch;
  private int fieldFrom;
  private int fieldTo;

  CsvRows(ByteWindow window, byte delimiter) {
    this.window = window;
    this.delimiter = delimiter;
  }

  /**
   * Goes to the next row; false if there is none. After a row that is not well formed the next one
   * begins on the line after that on which the bad one began, so an open quote costs one line only.
   */
  boolean next() throws IOException, BadRow {
    while (true) {
      int at = window.from;
      if (at == window.to) {
        if (!window.more() && window.ended) {
          return false;
        }
      } else if (window.bytes[at] == '\n' || window.bytes[at] == '\r') {
        window.skipLine();
        nextLine++;
      } else {
        line = nextLine;
        int end = row(at);
        if (end != MORE) {
          window.from = end;
          return true;
        }
        if (window.isFull()) {
          throw malformed("no end", line, "a row begins here that has no end");
        }
        window.more();
      }
    }
  }

  /** Finds the fields of the row that begins at {@code start}; the beginning of the next row. */
  private int row(int start) throws IOException, BadRow {
    byte[] bytes = window.bytes;
    int to = window.to;
    boolean ended = window.ended;
    byte stop = delimiter;
    int column = 0;
    int lines = 1;
    int at = start;
    while (true) {
      if (column == starts.length) {
        starts = Arrays.copyOf(starts, column * 2);
        ends = Arrays.copyOf(ends, column * 2);
        doubled = Arrays.copyOf(doubled, column * 2);
      }
      boolean quotesInside = false;
      byte b;
      if (bytes[at] == '"') {
        long opened = line + lines - 1;
        starts[column] = ++at;
        while (true) {
          b = bytes[at];
          if (b == '"') {
            if (at + 1 == to && !ended) {
              return MORE;
            }
            if (bytes[at + 1] != '"') {
              break;
            }
            quotesInside = true;
            at++;
          } else if (b == '\n') {
            if (at == to) {
              if (!ended) {
                return MORE;
              }
              throw malformed(
                  "a quote that is not closed",
                  opened,
                  "a quote is opened here that is not closed before the end");
            }
            lines++;
          } else if (b == '\r' && bytes[at + 1] != '\n') {
            lines++;
          }
          at++;
        }
        ends[column] = at;
        b = bytes[++at];
        if (b != stop && b != '\n' && b != '\r') {
          throw malformed(
              "text behind a closing quote",
              opened,
              "a field opened by a quote here goes on behind its closing quote; a quote inside a"
                  + " field is written twice");
        }
      } else {
        starts[column] = at;
        while ((b = bytes[at]) != stop && b != '\n' && b != '\r') {
          at++;
        }
        ends[column] = at;
      }
      doubled[column++] = quotesInside;
      if (b == stop) {
        at++;
        continue;
      }
      if (b == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
        at++;
      } else if (!ended && (at == to || (b == '\r' && at + 1 == to))) {
        return MORE;
      }
      columns = column;
      nextLine = line + lines;
      return Math.min(at + 1, to);
    }
  }

  private BadRow malformed(String kind, long at, String message) throws IOException {
    window.skipLine();
    nextLine = line + 1;
    return new BadRow(kind, at, message);
  }

  /** The line on which this row begins, from 1. */
  long line() {
    return line;
  }

  /** How many columns this row has; one for each field, an empty one at the end as well. */
  int columns() {
    return columns;
  }

  /**
   * Makes a field, from 0, the one that {@link #fieldBytes}, {@link #fieldFrom} and {@link
   * #fieldTo} tell of, without its quotes.
   */
  void field(int column) {
    fieldBytes = window.bytes;
    fieldFrom = starts[column];
    fieldTo = ends[column];
    if (doubled[column]) {
      unquote();
    }
  }

  private void unquote() {
    if (scratch.length < fieldTo - fieldFrom) {
      scratch = new byte[(fieldTo - fieldFrom) * 2];
    }
    int length = 0;
    for (int i = fieldFrom; i < fieldTo; i++) {
      scratch[length++] = fieldBytes[i];
      if (fieldBytes[i] == '"') {
        i++;
      }
    }
    fieldBytes = scratch;
    fieldFrom = 0;
    fieldTo = length;
  }

  byte[] fieldBytes() {
    return fieldBytes;
  }

  int fieldFrom() {
    return fieldFrom;
  }

  int fieldTo() {
    return fieldTo;
  }

  /** A field, from 0, as a text. */
  String text(int column) {
    field(column);
    return Dictionary.text(fieldBytes, fieldFrom, fieldTo);
  }

  /** Whether a field, from 0, holds nothing that can be seen. */
  boolean isBlank(int column) {
    for (int i = starts[column]; i < ends[column]; i++) {
      if (window.bytes[i] < 0 || window.bytes[i] > ' ') {
        return false;
      }
    }
    return true;
  }
}
