package io.github.senda.diagram.csv;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.DiagramExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a drawing as one table (CSV by RFC 4180, UTF-8 with a mark in front, which spreadsheets
 * need): a row for the title, for each stage, each node, each arc and each line of the legend. It
 * is no picture: places, colours and dashes are lacking; a line's width and its layer are columns;
 * one page a file.
 *
 * <p>Where a cell would be read as a formula, an apostrophe stands before it.
 */
public final class CsvExporter implements DiagramExporter {

  private static final String MARK = "\ufeff";
  private static final Pattern PLAIN = Pattern.compile("[\\w .'-]*");
  private static final String ROW_END = "\r\n";

  /**
   * What begins a formula in one spreadsheet or another; the last four as they are typed in Asia.
   */
  private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

  /** What every row may have, before the figures; the first two are never empty. */
  private static final List<String> COLUMNS =
      List.of(
          "record", "id", "kind", "name", "words", "lane_id", "from_id", "to_id", "layer", "width");

  private static final String LINK = "link";

  /** For the service loader. */
  public CsvExporter() {}

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String fileExtension() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv;charset=utf-8";
  }

  @Override
  public void write(Diagram diagram, OutputStream out) throws IOException {
    out.write(new Table(diagram).text().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** One table being written; for one thread. */
  private static final class Table {
    private final Diagram diagram;
    private final Set<String> columns = new LinkedHashSet<>(COLUMNS);
    private final StringBuilder text = new StringBuilder(MARK);

    Table(Diagram diagram) {
      this.diagram = diagram;
      diagram.shapes().forEach(shape -> shape.fields().forEach(field -> columns.add(field.key())));
      diagram.lines().forEach(line -> line.fields().forEach(field -> columns.add(field.key())));
      diagram.title().fields().forEach(field -> columns.add(field.key()));
      diagram.title().link().ifPresent(link -> columns.add(LINK));
    }

    String text() {
      text.append(String.join(",", columns)).append(ROW_END);
      Diagram.TitleBlock title = diagram.title();
      Map<String, String> told = new LinkedHashMap<>();
      title.fields().forEach(field -> told.put(field.key(), field.value()));
      told.put("name", title.name());
      told.put("words", words(title.texts()));
      title.link().ifPresent(link -> told.put(LINK, link));
      row("title", title.id(), told);
      for (Diagram.Lane lane : diagram.lanes()) {
        row("lane", lane.id(), Map.of("name", lane.name(), "words", words(lane.texts())));
      }
      for (Diagram.Shape shape : diagram.shapes()) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("kind", shape.kind().name().toLowerCase(Locale.ROOT));
        cells.put("name", shape.name());
        cells.put("words", words(shape.texts()));
        cells.put("lane_id", shape.lane().orElse(""));
        shape.fields().forEach(field -> cells.put(field.key(), field.value()));
        shape.link().ifPresent(link -> cells.put(LINK, link));
        row("node", shape.id(), cells);
      }
      for (Diagram.Line line : diagram.lines()) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("kind", line.way().name().toLowerCase(Locale.ROOT));
        cells.put("name", line.summary());
        cells.put("words", line.label().map(label -> label.text().text()).orElse(""));
        cells.put("from_id", line.from());
        cells.put("to_id", line.to());
        cells.put("layer", line.layer());
        cells.put("width", Integer.toString(line.stroke().width()));
        line.fields().forEach(field -> cells.put(field.key(), field.value()));
        row("arc", line.id(), cells);
      }
      for (Diagram.Legend.Entry entry : diagram.legend().entries()) {
        String width = Integer.toString(entry.stroke().width());
        row("legend", entry.id(), Map.of("words", entry.text().text(), "width", width));
      }
      return text.toString();
    }

    private void row(String record, String id, Map<String, String> cells) {
      Map<String, String> row = new LinkedHashMap<>(cells);
      row.put("record", record);
      row.put("id", id);
      text.append(
              columns.stream()
                  .map(column -> cell(row.getOrDefault(column, "")))
                  .collect(Collectors.joining(",")))
          .append(ROW_END);
    }
  }

  private static String words(List<Diagram.Text> texts) {
    return texts.stream().map(Diagram.Text::text).collect(Collectors.joining(" | "));
  }

  private static String cell(String value) {
    String start = value.stripLeading();
    boolean formula = !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0;
    String harmless = formula ? "'" + value : value;
    return PLAIN.matcher(harmless).matches()
        ? harmless
        : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
