package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Point;
import io.github.senda.diagram.Diagram.Stroke;
import io.github.senda.diagram.Diagram.Text;
import io.github.senda.diagram.Diagram.Way;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The legend: the ways that are drawn, and which width stands for how many. Two rows over the
 * stages, where nothing else ever stands, however many ways there are.
 */
final class LegendWords {

  /** Below the legend; always as high, so that nothing below moves with what is shown. */
  static final int BOTTOM = TitleWords.BOTTOM + 50;

  private static final int[] WIDTHS = {2, 4, 7, Widths.WIDEST};
  private static final int ROW = 20;
  private static final int SIZE = 11;
  private static final int HEADING_SIZE = 12;
  private static final int SAMPLE = 28;
  private static final int SPACE = 20;

  private final Phrases phrases;
  private final List<Diagram.Legend.Entry> entries = new ArrayList<>();
  private int x;
  private int y = TitleWords.BOTTOM + ROW / 2;
  private int right;

  private LegendWords(Phrases phrases) {
    this.phrases = phrases;
  }

  static Diagram.Legend of(Phrases phrases, List<Arc> arcs, Widths widths) {
    return new LegendWords(phrases).legend(arcs, widths);
  }

  private Diagram.Legend legend(List<Arc> arcs, Widths widths) {
    int start = TitleWords.MARGIN;
    Text heading =
        new Text(phrases.say("legend"), start, y + 4, HEADING_SIZE, true, Looks.INK, Anchor.START);
    right = start + Lettering.width(heading.text(), HEADING_SIZE, true);
    int first = right + SPACE;
    x = first;
    EnumSet<Way> ways = EnumSet.noneOf(Way.class);
    for (Arc arc : arcs) {
      ways.add(arc.way);
    }
    for (Way way : ways) {
      String key = way.name().toLowerCase(Locale.ROOT);
      add(key, Looks.line(way, 3), phrases.say("legend." + key));
    }
    x = first;
    y += ROW;
    long previous = 0;
    for (int width : WIDTHS) {
      long count = widths.count(width);
      if (!arcs.isEmpty() && count > previous) {
        previous = count;
        Stroke stroke = Looks.line(Way.FORWARD, width);
        add(Integer.toString(width), stroke, phrases.count("legend.width", count));
      }
    }
    Box box = new Box(start, TitleWords.BOTTOM, right - start, 2 * ROW);
    return new Diagram.Legend("legend", box, heading, entries);
  }

  private void add(String key, Stroke stroke, String words) {
    int end = x + SAMPLE;
    Text text = new Text(words, end + 8, y + 4, SIZE, false, Looks.QUIET, Anchor.START);
    entries.add(
        new Diagram.Legend.Entry(
            "legend-" + key, new Point(x, y), new Point(end, y), stroke, text));
    right = Math.max(right, text.x() + Lettering.width(words, SIZE, false));
    x = text.x() + Lettering.width(words, SIZE, false) + SPACE;
  }
}
