package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram;
import io.github.senda.diagram.Diagram.Anchor;
import io.github.senda.diagram.Diagram.Box;
import io.github.senda.diagram.Diagram.Field;
import io.github.senda.diagram.Diagram.Text;
import io.github.senda.map.JourneyMap;
import io.github.senda.map.Period;
import io.github.senda.metric.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The title block: what the drawing tells of, and what it leaves out. */
final class TitleWords {

  static final int MARGIN = 24;

  /** Always as high, so that nothing below moves when there is more to say. */
  static final int BOTTOM = MARGIN + 96;

  private static final int SIZE = 20;
  private static final int ROW = 18;
  private static final int WIDEST = 1100;
  private static final int WIDEST_PART = 520;

  private final Telling telling;
  private final Phrases phrases;
  private final JourneyMap map;
  private final List<String> told = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();

  private TitleWords(Telling telling, JourneyMap map, Optional<String> part) {
    this.telling = telling;
    this.phrases = telling.phrases();
    this.map = map;
    figures();
    part.ifPresent(leftOut::add);
    circumstances();
  }

  /**
   * @param part how much of the drawing is on this page, in words; empty for all
   */
  static Diagram.TitleBlock of(
      Telling telling, JourneyMap map, Optional<String> part, int pageWidth) {
    TitleWords words = new TitleWords(telling, map, part);
    return words.block(pageWidth);
  }

  private String name() {
    String named = telling.title().isPresent() ? telling.title().get() : phrases.say("title");
    return telling.page().isPresent() ? named + " · " + telling.page().get() : named;
  }

  private void figures() {
    long journeys = map.graph().journeys();
    if (map.period().isPresent()) {
      Period period = map.period().get();
      String first = phrases.date(period.first());
      told.add(phrases.say("period", first, phrases.date(period.last())));
      field("period_first", period.first().toString());
      field("period_last", period.last().toString());
    }
    field("journeys", Long.toString(journeys));
    field("touches", Long.toString(map.graph().touches()));
    if (journeys == 0) {
      told.add(phrases.say("nothing"));
      return;
    }
    told.add(phrases.count("journeys", journeys));
    told.add(phrases.count("touches", map.graph().touches()));
    if (map.graph().active() > 0) {
      told.add(phrases.count("open", map.graph().active()));
    }
    if (map.sells()) {
      told.add(phrases.say("conversion", ofWhole(map.conversion())));
      field("orders", Long.toString(map.conversion().part()));
      field("ended_journeys", Long.toString(map.conversion().whole()));
    }
  }

  private void circumstances() {
    named("filter", telling.filter());
    if (map.shown().hidden() > 0) {
      String arcs = phrases.count("arcs", map.shown().hidden());
      leftOut.add(phrases.say("hidden", arcs, phrases.percent(map.shown().hiddenShare())));
      field("hidden_transitions", Integer.toString(map.shown().hidden()));
      field("hidden_flow", Long.toString(map.shown().hiddenCount()));
    }
    if (map.merged() > 0) {
      leftOut.add(phrases.say("merged", phrases.number(map.merged())));
      field("merged_touchpoints", Integer.toString(map.merged()));
    }
    named("source", telling.source());
    named("made", telling.made());
  }

  private void named(String key, Optional<String> words) {
    if (words.isPresent() && !words.get().isBlank()) {
      String shorter =
          Lettering.wrap(words.get(), WIDEST_PART, 1, CardWords.FIGURE_SIZE, false).get(0);
      leftOut.add(phrases.say(key, shorter));
      field(key, words.get());
    }
  }

  private void field(String key, String value) {
    fields.add(new Field(key, value));
  }

  /** A rate, or a count of a count where there is too little to judge by. */
  private String ofWhole(Share share) {
    return share.isSmall()
        ? phrases.number(share.part()) + " / " + phrases.number(share.whole())
        : phrases.percent(share.value().orElse(0));
  }

  private Diagram.TitleBlock block(int pageWidth) {
    List<Text> texts = new ArrayList<>();
    int y = MARGIN + ROW;
    String title = Lettering.wrap(name(), WIDEST, 1, SIZE, true).get(0);
    texts.add(new Text(title, MARGIN, y, SIZE, true, Looks.INK, Anchor.START));
    y += 4;
    for (List<String> sentence : List.of(told, leftOut)) {
      if (!sentence.isEmpty()) {
        String words = String.join(" · ", sentence);
        int most = sentence == told ? 1 : 2;
        for (String line : Lettering.wrap(words, WIDEST, most, CardWords.FIGURE_SIZE, false)) {
          y += ROW;
          texts.add(
              new Text(line, MARGIN, y, CardWords.FIGURE_SIZE, false, Looks.QUIET, Anchor.START));
        }
      }
    }
    int width = pageWidth;
    for (Text text : texts) {
      width = Math.max(width, text.x() + Lettering.width(text.text(), text.size(), text.bold()));
    }
    Box box = new Box(MARGIN, MARGIN, width - MARGIN, y + 8 - MARGIN);
    return new Diagram.TitleBlock("title", name(), box, texts, telling.panel(), fields);
  }
}
