package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Sessionizer;
import io.github.senda.touch.Touch;
import io.github.senda.touch.VisitorId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One journey as a test compares it: what was touched when, of which attributes, whether open.
 *
 * @param steps signs and times in milliseconds, in order
 */
record Seen(List<Step> steps, String attributes, boolean active) {

  record Step(String sign, long millis) {}

  static final Comparator<Seen> ORDER = Comparator.comparing(Seen::toString);

  /** All journeys of a log, sorted so that two lists can be compared. */
  static List<Seen> in(JourneyLog log) {
    List<Seen> journeys = new ArrayList<>();
    for (JourneyBlock block : log.blocks()) {
      for (JourneyBlock.Cursor cursor = block.cursor(); cursor.next(); ) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < cursor.length(); i++) {
          steps.add(new Step(log.signs().get(cursor.signs()[i]), cursor.micros()[i] / 1000));
        }
        journeys.add(new Seen(steps, log.attributes().get(cursor.attributes()), block.open()));
      }
    }
    journeys.sort(ORDER);
    return journeys;
  }

  /** What the store should give: everything kept in a list, and cut at once in the plainest way. */
  static List<Seen> naive(List<Touch> touches, Sessionizer sessionizer, Instant now) {
    Map<VisitorId, List<Touch>> byVisitor = new LinkedHashMap<>();
    for (Touch touch : touches) {
      byVisitor.computeIfAbsent(touch.visitor(), added -> new ArrayList<>()).add(touch);
    }
    List<Seen> journeys = new ArrayList<>();
    for (List<Touch> ofOne : byVisitor.values()) {
      ofOne.sort(Comparator.comparing(touch -> touch.time().toEpochMilli()));
      List<List<Touch>> visits = new ArrayList<>();
      for (Touch touch : ofOne) {
        if (visits.isEmpty()
            || Duration.between(last(last(visits)).time(), touch.time())
                    .compareTo(sessionizer.limit())
                > 0) {
          visits.add(new ArrayList<>());
        }
        last(visits).add(touch);
      }
      for (List<Touch> visit : visits) {
        boolean open =
            visit == last(visits)
                && Duration.between(last(visit).time(), now).compareTo(sessionizer.limit()) <= 0;
        journeys.add(
            new Seen(
                visit.stream()
                    .map(touch -> new Step(touch.sign().text(), touch.time().toEpochMilli()))
                    .toList(),
                visit.get(0).attributes().text(),
                open));
      }
    }
    journeys.sort(ORDER);
    return Collections.unmodifiableList(journeys);
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
