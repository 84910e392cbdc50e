package io.github.senda.diagram.layout;

import io.github.senda.diagram.Diagram.Field;
import io.github.senda.diagram.Diagram.Label;
import io.github.senda.diagram.Diagram.Way;
import io.github.senda.graph.JourneyGraph;
import io.github.senda.graph.Transition;
import io.github.senda.map.JourneyMap;
import io.github.senda.metric.Confidence;
import io.github.senda.metric.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of a transition: on its line, as a sentence and as figures. */
final class LineWords {

  /** Thinner lines have no words: there are too many of them. */
  private static final int THINNEST = 3;

  private final Phrases phrases;
  private final CardWords cards;
  private final JourneyMap map;
  private final JourneyGraph graph;

  LineWords(Phrases phrases, CardWords cards, JourneyMap map) {
    this.phrases = phrases;
    this.cards = cards;
    this.map = map;
    this.graph = map.graph();
  }

  /** A transition's part of all that leaves its start. */
  private Share shareOfLeaving(Transition transition) {
    long whole = transition.from().isStep() ? graph.touches(transition.from()) : graph.journeys();
    return new Share(transition.count(), whole);
  }

  Optional<Label> label(Arc arc, Transition transition, Labelling labelling) {
    if (arc.way == Way.DROP_OFF) {
      Share left = map.left(transition.from());
      String words = phrases.say("leave", phrases.number(left.part()));
      return labelling.place(arc, words, Looks.ALARM, 2);
    }
    if (arc.width < THINNEST) {
      return Optional.empty();
    }
    Share share = shareOfLeaving(transition);
    String count = phrases.number(share.part());
    String words =
        share.isSmall() || arc.way == Way.DONE
            ? count
            : phrases.percent(share.value().orElse(0)) + " (" + count + ")";
    return labelling.place(arc, words, Looks.QUIET, 0);
  }

  String summary(Transition transition) {
    Share share = shareOfLeaving(transition);
    String from = cards.name(transition.from());
    String to = cards.name(transition.to());
    String count = phrases.number(transition.count());
    String said =
        share.isSmall()
            ? phrases.say("way", from, to, count)
            : phrases.say("wayOf", from, to, count, phrases.percent(share.value().orElse(0)));
    if (!transition.isBetweenSteps()) {
      return said;
    }
    Optional<Duration> median = transition.durations().quantile(0.5);
    return median.isEmpty()
        ? said
        : said + phrases.say("wayMedian", phrases.duration(median.get()));
  }

  List<Field> fields(Transition transition) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("from", transition.from().name()));
    fields.add(new Field("to", transition.to().name()));
    fields.add(new Field("count", Long.toString(transition.count())));
    Share share = shareOfLeaving(transition);
    fields.add(new Field("share", plain(share)));
    interval(fields, "share", share);
    if (transition.isBetweenSteps()) {
      double mean = transition.mean().orElseThrow().toNanos() / 1e9;
      fields.add(new Field("mean_s", fixed(mean, 1000)));
      median(fields, transition.durations().quantile(0.5).orElseThrow());
    }
    return fields;
  }

  /** A median by the graph's histograms, with the error that these state. */
  static void median(List<Field> fields, Duration median) {
    fields.add(new Field("median_s", fixed(median.toNanos() / 1e9, 1000)));
    fields.add(new Field("median_error", "6.25 %"));
  }

  /** Where a share truly lies, with 95 % confidence, as two fields. */
  static void interval(List<Field> fields, String key, Share share) {
    Confidence interval = share.confidence();
    fields.add(new Field(key + "_low", decimal(interval.low())));
    fields.add(new Field(key + "_high", decimal(interval.high())));
  }

  /** A share for other programs: four decimals, a point; empty where there is no whole. */
  static String plain(Share share) {
    return share.whole() == 0 ? "" : decimal((double) share.part() / share.whole());
  }

  private static String decimal(double value) {
    return fixed(value, 10_000);
  }

  /** A number, not below 0, in thousandths or the like; much faster than a format. */
  private static String fixed(double value, long scale) {
    long parts = Math.round(value * scale);
    return parts / scale + "." + Long.toString(scale + parts % scale).substring(1);
  }
}
