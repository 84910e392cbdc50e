package io.github.senda.storefront.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Reads touches out of a table as it streams: a header that names the columns, then a row for each
 * touch; comma, semicolon or tab; UTF-8, or Windows-1252 as a spreadsheet in Spanish writes it. For
 * one thread.
 */
final class ToldCsv {

  private static final int FIRST_CAPACITY = 1 << 16;

  /** No row is longer than half of this. */
  private static final int LARGEST_CAPACITY = 1 << 21;

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final byte[] SEPARATOR = {'s', 'e', 'p', '='};

  private final CsvRows rows;
  private final ToldColumns columns;
  private final ToldTexts texts;
  private final Mistake.Words words;
  private final RunningNumbers numbers = new RunningNumbers();

  private ToldCsv(CsvRows rows, ToldColumns columns, ToldTexts texts, Mistake.Words words) {
    this.rows = rows;
    this.columns = columns;
    this.texts = texts;
    this.words = words;
  }

  /**
   * Reads the header.
   *
   * @throws BadInput if it is no such table
   */
  static ToldCsv open(InputStream stream, ToldOptions options, ToldTexts.Frame frame)
      throws IOException {
    Mistake.Words words = Mistake.Words.of(options.locale());
    ByteWindow window = new ByteWindow(LogSource.plain(stream), FIRST_CAPACITY, LARGEST_CAPACITY);
    window.atLeast(1 << 12);
    LogReader.skipByteOrderMark(window);
    if (window.from == window.to) {
      throw new BadInput(words.of(Mistake.EMPTY, ""));
    }
    requireText(window, words);
    byte delimiter = delimiter(window);
    CsvRows rows = new CsvRows(window, delimiter);
    ToldTexts texts = new ToldTexts(options, frame);
    try {
      if (!rows.next() || (isSeparator(rows, delimiter) && !rows.next())) {
        throw new BadInput(words.of(Mistake.EMPTY, ""));
      }
    } catch (BadRow e) {
      throw new BadInput(words.of(mistake(e), ""), e);
    }
    List<String> header = new ArrayList<>();
    for (int i = 0; i < rows.columns(); i++) {
      header.add(text(rows, i).strip());
    }
    return new ToldCsv(rows, ToldColumns.of(header, words), texts, words);
  }

  ToldColumns columns() {
    return columns;
  }

  /** A text of two bytes a letter begins with a mark or has a NUL at once. */
  private static void requireText(ByteWindow window, Mistake.Words words) {
    byte[] bytes = window.bytes;
    int from = window.from;
    boolean marked =
        window.to - from > 1
            && ((bytes[from] == (byte) 0xff && bytes[from + 1] == (byte) 0xfe)
                || (bytes[from] == (byte) 0xfe && bytes[from + 1] == (byte) 0xff));
    boolean zip = window.to - from > 1 && bytes[from] == 'P' && bytes[from + 1] == 'K';
    boolean nul = false;
    for (int i = from; i < window.to && bytes[i] != '\n'; i++) {
      nul |= bytes[i] == 0;
    }
    if (marked || zip || nul) {
      throw new BadInput(words.of(Mistake.NOT_TEXT, ""));
    }
  }

  /** A spreadsheet's first line may say what it is: {@code sep=;}. */
  private static byte delimiter(ByteWindow window) {
    int at = window.from + SEPARATOR.length;
    for (int i = 0; i < SEPARATOR.length; i++) {
      if (window.bytes[window.from + i] != SEPARATOR[i]) {
        return CsvLog.delimiter(window);
      }
    }
    return window.bytes[at] > ' ' ? window.bytes[at] : (byte) ',';
  }

  private static boolean isSeparator(CsvRows rows, byte delimiter) {
    return rows.columns() == 2 && rows.isBlank(1) && rows.text(0).equals("sep=") && delimiter > ' ';
  }

  private static Mistake mistake(BadRow row) {
    return switch (row.kind()) {
      case "a quote that is not closed" -> Mistake.QUOTE_OPEN;
      case "text behind a closing quote" -> Mistake.QUOTE_TEXT;
      default -> Mistake.ROW_ENDLESS;
    };
  }

  /**
   * Gives each row to the taker until it has had so many.
   *
   * @return false if there are no more
   */
  boolean read(int most, ToldTexts.Taker taker) throws IOException {
    for (int i = 0; i < most; i++) {
      try {
        if (!rows.next()) {
          return false;
        }
      } catch (BadRow e) {
        taker.refuse(texts.bad(e.line(), "", mistake(e), ""));
        continue;
      }
      row(taker);
    }
    return true;
  }

  private void row(ToldTexts.Taker taker) {
    int width = columns.header().size();
    if (isBlank()) {
      return;
    }
    if (rows.columns() == 1 && width > 1) {
      taker.refuse(texts.bad(rows.line(), "", Mistake.ROW_SHORT, ""));
      return;
    }
    for (int i = width; i < rows.columns(); i++) {
      if (!rows.isBlank(i)) {
        taker.refuse(texts.bad(rows.line(), "", Mistake.ROW_LONG, ""));
        return;
      }
    }
    texts.clear();
    for (Map.Entry<ToldField, Integer> field : columns.fields().entrySet()) {
      if (field.getValue() < rows.columns()) {
        texts.set(field.getKey(), text(rows, field.getValue()));
      }
    }
    for (Map.Entry<String, Integer> attribute : columns.attributes().entrySet()) {
      if (attribute.getValue() < rows.columns()) {
        texts.attribute(attribute.getKey(), text(rows, attribute.getValue()));
      }
    }
    texts.read(
        rows.line(),
        this::key,
        new ToldTexts.Taker() {
          @Override
          public void take(long place, ToldTouch touch) {
            taker.take(place, touch);
          }

          @Override
          public void refuse(BadTouch bad) {
            taker.refuse(new BadTouch(bad.place(), columns.name(bad.field()), bad.message()));
          }
        });
  }

  /** Equal rows without a key are told apart by which of them they are. */
  private String key(long content) {
    if (numbers.isFull()) {
      throw new BadInput(words.of(Mistake.TOO_MANY_ROWS, ""));
    }
    return "row-" + HexFormat.of().toHexDigits(content) + "-" + numbers.next(content);
  }

  private boolean isBlank() {
    for (int i = 0; i < rows.columns(); i++) {
      if (!rows.isBlank(i)) {
        return false;
      }
    }
    return true;
  }

  private static String text(CsvRows rows, int column) {
    rows.field(column);
    byte[] bytes = rows.fieldBytes();
    int from = rows.fieldFrom();
    int length = rows.fieldTo() - from;
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, from, length, WINDOWS);
  }
}
