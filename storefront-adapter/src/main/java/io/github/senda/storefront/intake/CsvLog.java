package io.github.senda.storefront.intake;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Sessionizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a table of events: a row for each touch, with whose it is, what it is and when. */
final class CsvLog {

  private final String name;
  private final ReaderOptions options;
  private final TimeText times;
  private final Dictionary owners = new Dictionary();
  private final Dictionary activities = new Dictionary();
  private final TouchRows touches = new TouchRows();
  private final LeftOut leftOut;

  private final CsvAttributes.Wanted wanted;
  private final boolean byCategory;
  private CsvAttributes attributes;
  private CsvCategories categories;

  /**
   * @param byCategory whether the column of categories is to be read, and must be there
   */
  CsvLog(String name, ReaderOptions options, CsvAttributes.Wanted wanted, boolean byCategory) {
    this.wanted = wanted;
    this.byCategory = byCategory;
    this.name = name;
    this.options = options;
    this.times = options.times();
    this.leftOut = new LeftOut(name, options.skipBadRows());
  }

  ReadLog read(ByteWindow window) throws IOException {
    if (options.gap().isPresent() && options.visitorColumn().isEmpty()) {
      throw new BadInput("--gap cuts the touches of visitors: in a table it goes with --visitor");
    }
    CsvRows rows = new CsvRows(window, delimiter(window));
    List<String> header = header(rows);
    boolean usual = wanted.all() && CsvColumns.hasCategories(header);
    CsvColumns columns = CsvColumns.of(header, options, byCategory || usual, name);
    categories = new CsvCategories(columns.category());
    attributes = CsvAttributes.of(header, columns, wanted, name);
    if (columns.numbered() && time(rows, columns.time()) != TimeText.NONE) {
      // Where all is named by number and the first line has a time already, it is no header.
      take(rows, columns, header.size());
    }
    while (next(rows)) {
      take(rows, columns, header.size());
    }
    if (touches.size() == 0) {
      throw new BadInput(
          leftOut.bad() == 0
              ? name + " has a header and no row below it"
              : name + " has no row that can be read: all " + leftOut.bad() + " are bad");
    }
    Optional<Sessionizer> cut = columns.visits() ? Optional.of(options.cut()) : Optional.empty();
    List<String> names = activities.texts();
    boolean apart = !categories.isEmpty();
    List<JourneyBlock> blocks = touches.blocks(owners.size(), cut, attributes);
    List<String> sentences = new ArrayList<>(leftOut.sentences());
    attributes.notice().ifPresent(sentences::add);
    categories.notice().ifPresent(sentences::add);
    return new ReadLog(
        new JourneyLog(
            blocks,
            apart ? categories.entries(names) : names,
            attributes.texts(),
            Optional.empty(),
            Optional.empty()),
        apart ? Meaning.of(categories.touchpoints(names)) : Meaning.named(names),
        sentences);
  }

  /** Comma, semicolon or tab, whichever the header has most of outside quotes. */
  static byte delimiter(ByteWindow window) {
    int[] counts = new int[128];
    boolean quoted = false;
    for (int i = window.from; i < window.to; i++) {
      byte b = window.bytes[i];
      if (b == '"') {
        quoted = !quoted;
      } else if (!quoted && (b == '\n' || b == '\r')) {
        break;
      } else if (!quoted && b >= 0) {
        counts[b]++;
      }
    }
    byte most = ',';
    for (byte candidate : new byte[] {';', '\t'}) {
      if (counts[candidate] > counts[most]) {
        most = candidate;
      }
    }
    return most;
  }

  private List<String> header(CsvRows rows) throws IOException {
    try {
      if (!rows.next()) {
        throw new BadInput(name + " is empty: there is nothing to count");
      }
    } catch (BadRow e) {
      throw new BadInput(name + ", line " + e.line() + ": " + e.getMessage(), e);
    }
    List<String> header = new ArrayList<>();
    for (int i = 0; i < rows.columns(); i++) {
      header.add(rows.text(i));
    }
    return header;
  }

  private boolean next(CsvRows rows) throws IOException {
    while (true) {
      try {
        return rows.next();
      } catch (BadRow e) {
        leftOut.add(e);
      }
    }
  }

  private long time(CsvRows rows, int column) {
    rows.field(column);
    return times.micros(rows.fieldBytes(), rows.fieldFrom(), rows.fieldTo());
  }

  private void take(CsvRows rows, CsvColumns columns, int width) {
    if (rows.columns() != width && isRagged(rows, columns, width)) {
      return;
    }
    if (rows.isBlank(columns.owner())) {
      bad(
          rows,
          columns.visits() ? "no visitor" : "no case",
          columns.visits() ? "the visitor is blank" : "the case is blank");
      return;
    }
    if (rows.isBlank(columns.activity())) {
      bad(rows, "no activity", "the activity is blank");
      return;
    }
    long time = time(rows, columns.time());
    if (time == TimeText.NONE) {
      badTime(rows, columns.time());
      return;
    }
    rows.field(columns.owner());
    int owner = owners.number(rows.fieldBytes(), rows.fieldFrom(), rows.fieldTo());
    rows.field(columns.activity());
    int activity = activities.number(rows.fieldBytes(), rows.fieldFrom(), rows.fieldTo());
    touches.add(owner, categories.isEmpty() ? activity : categories.of(rows, activity), time);
    if (!attributes.isEmpty()) {
      touches.describe(attributes.of(rows));
    }
  }

  /** Fewer columns do where none is missed; more do where they are blank. */
  private boolean isRagged(CsvRows rows, CsvColumns columns, int width) {
    if (rows.columns() <= columns.last()) {
      bad(
          rows,
          "too few columns",
          "this row has "
              + rows.columns()
              + (rows.columns() == 1 ? " column" : " columns")
              + ", and column "
              + (columns.last() + 1)
              + " is needed");
      return true;
    }
    for (int i = width; i < rows.columns(); i++) {
      if (!rows.isBlank(i)) {
        bad(
            rows,
            "too many columns",
            "this row has "
                + rows.columns()
                + " columns and the header "
                + width
                + "; a field that holds the delimiter is put in quotes");
        return true;
      }
    }
    return false;
  }

  private void badTime(CsvRows rows, int column) {
    String text = rows.text(column);
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    bad(
        rows,
        "a time that cannot be read",
        "\""
            + shown.replaceAll("\\p{Cntrl}", " ")
            + "\" is not a time "
            + (options.timeFormat().isPresent()
                ? "of the pattern " + options.timeFormat().get()
                : "in a form that is known; tell its form with --time-format"));
  }

  private void bad(CsvRows rows, String kind, String message) {
    leftOut.add(new BadRow(kind, rows.line(), message));
  }
}
