package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  private static final List<String> FIELDS =
      List.of(
          "a",
          "",
          "view item",
          " padded ",
          "\"quoted\"",
          "\"a,b;c\td\"",
          "\"say \"\"hola\"\"\"",
          "\"\"",
          "\"\"\"\"",
          "\"two\nlines\"",
          "\"two\r\nlines\"",
          "\"old\rmac\"",
          "5\" disk",
          "ñandú €",
          "\u0000",
          "\u202Emirrored",
          "x".repeat(1000));
  private static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");

  private static List<List<String>> read(String text, char delimiter, int capacity)
      throws IOException, BadRow {
    CsvRows rows =
        new CsvRows(
            new ByteWindow(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), capacity),
            (byte) delimiter);
    List<List<String>> read = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < rows.columns(); i++) {
        row.add(rows.text(i));
      }
      read.add(row);
    }
    return read;
  }

  @Test
  void rows_agreeWithAnotherReaderOnHostileTables() throws IOException, BadRow {
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      char delimiter = ",;\t".charAt(random.nextInt(3));
      StringBuilder text = new StringBuilder();
      int rows = random.nextInt(20);
      int columns = 1 + random.nextInt(5);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          text.append(column == 0 ? "" : String.valueOf(delimiter));
          text.append(FIELDS.get(random.nextInt(FIELDS.size())));
        }
        boolean last = row == rows - 1 && random.nextBoolean();
        text.append(last ? "" : LINE_ENDS.get(random.nextInt(3)));
      }
      List<List<String>> expected = new ArrayList<>();
      try (CsvReader<CsvRecord> other =
          CsvReader.builder()
              .fieldSeparator(delimiter)
              .skipEmptyLines(true)
              .ofCsvRecord(text.toString())) {
        other.forEach(found -> expected.add(List.copyOf(found.getFields())));
      }

      assertEquals(expected, read(text.toString(), delimiter, 4 + random.nextInt(64)), "" + seed);
    }
  }

  @Test
  void row_knowsTheLineOnWhichItBegins() throws IOException, BadRow {
    CsvRows rows =
        new CsvRows(
            new ByteWindow(
                new ByteArrayInputStream(
                    "a,b\r\n\r\n\"1\n2\",3\r4,5\n".getBytes(StandardCharsets.UTF_8))),
            (byte) ',');
    List<Long> lines = new ArrayList<>();
    while (rows.next()) {
      lines.add(rows.line());
    }
    assertEquals(List.of(1L, 3L, 5L), lines);
  }

  @Test
  void openQuote_isToldByItsLineAndCostsOneLineOnly() throws IOException, BadRow {
    CsvRows rows =
        new CsvRows(
            new ByteWindow(
                new ByteArrayInputStream("a,b\nc,\"d\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8)),
                4),
            (byte) ',');
    assertTrue(rows.next());
    BadRow bad = assertThrows(BadRow.class, rows::next);
    assertEquals(2, bad.line());
    assertTrue(rows.next());
    assertEquals("2", rows.text(1));
    assertEquals(3, rows.line());
    assertTrue(rows.next());
    assertFalse(rows.next());
  }

  @Test
  void textBehindAQuote_isABadRow() throws IOException, BadRow {
    CsvRows rows =
        new CsvRows(
            new ByteWindow(
                new ByteArrayInputStream("\"a\"b,c\n1,2\n".getBytes(StandardCharsets.UTF_8))),
            (byte) ',');
    assertEquals(1, assertThrows(BadRow.class, rows::next).line());
    assertTrue(rows.next());
    assertEquals("1", rows.text(0));
  }
}
