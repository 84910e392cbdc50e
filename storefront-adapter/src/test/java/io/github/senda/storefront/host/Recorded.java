package io.github.senda.storefront.host;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.journey.Sessionizer;
import io.github.senda.store.JourneyStore;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What Senda has kept of one shop.
 *
 * @param journeys the signs of each journey
 * @param touchpoints what the built-in rules make of each journey, where a sign may mean nothing
 */
record Recorded(List<List<Sign>> journeys, List<List<String>> touchpoints) {

  /** Reads the store of the shop at a context path; its host must have ended. */
  static Recorded in(Path base, String contextPath) throws Exception {
    Path store;
    try (Stream<Path> files = Files.walk(base.resolve(".senda"))) {
      store =
          files
              .filter(file -> file.toString().endsWith(".mv.db"))
              .map(Path::getParent)
              .filter(folder -> folder.endsWith(contextPath.substring(1)))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no store of " + contextPath));
    }
    try (JourneyStore opened = JourneyStore.open(store, Sessionizer.STANDARD, Clock.systemUTC())) {
      JourneyLog log = opened.read();
      return new Recorded(
          read(log, Meaning.named(log.signs())).stream()
              .map(journey -> journey.stream().map(Sign::parse).toList())
              .toList(),
          read(log, Rules.builtIn().meaning(log.signs())));
    }
  }

  private static List<List<String>> read(JourneyLog log, Meaning meaning) {
    List<List<String>> journeys = new ArrayList<>();
    for (JourneyLog.Reader reader = log.reader(meaning); reader.next(); ) {
      journeys.add(reader.journey().touchpoints().stream().map(Touchpoint::name).toList());
    }
    return journeys;
  }

  List<List<String>> journeysWith(String touchpoint) {
    return touchpoints.stream().filter(journey -> journey.contains(touchpoint)).toList();
  }

  /** The longest journey that begins at a path. */
  List<Sign> journeyFrom(String path) {
    return journeys.stream()
        .filter(journey -> journey.get(0).path().equals(path))
        .max((one, other) -> Integer.compare(one.size(), other.size()))
        .orElseThrow(() -> new AssertionError("nobody began at " + path + " in " + journeys));
  }

  /** Each touch of that journey as its path, the class of its status, and a mark if it threw. */
  List<String> outcomesOfTheJourneyFrom(String path) {
    return journeyFrom(path).stream()
        .map(sign -> sign.path() + " " + sign.statusClass() + (sign.thrown() ? "!" : ""))
        .toList();
  }

  long count(Predicate<Sign> predicate) {
    return journeys.stream().flatMap(List::stream).filter(predicate).count();
  }
}
