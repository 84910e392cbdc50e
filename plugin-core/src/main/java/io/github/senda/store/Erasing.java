package io.github.senda.store;

import io.github.senda.journey.JourneyBlock;
import io.github.senda.journey.Searched;
import io.github.senda.journey.Sessionizer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds and erases what is known of one person, within the caller's transaction. */
final class Erasing {

  private final Writing writing;
  private final Sessionizer sessionizer;
  private final Set<Long> numbers;

  private Erasing(Writing writing, Sessionizer sessionizer, Set<Long> numbers) {
    this.writing = writing;
    this.sessionizer = sessionizer;
    this.numbers = numbers;
  }

  static Erasing of(Writing writing, Sessionizer sessionizer, Person person) throws SQLException {
    IdHashes hashes = writing.hashes();
    Set<Long> numbers =
        person.visitor().isPresent()
            ? Set.of(hashes.of(person.visitor().get().high(), person.visitor().get().low()))
            : Customers.visitors(writing.connection(), hashes, person.customer().orElseThrow());
    return new Erasing(writing, sessionizer, numbers);
  }

  private Predicate<OpenTouch> theirs() {
    Map<Long, Map<Long, Boolean>> known = new HashMap<>();
    return touch ->
        known
            .computeIfAbsent(touch.visitorHigh(), added -> new HashMap<>())
            .computeIfAbsent(
                touch.visitorLow(),
                low -> numbers.contains(writing.hashes().of(touch.visitorHigh(), low)));
  }

  private List<Visits.Visit> visits() throws SQLException {
    Predicate<OpenTouch> theirs = theirs();
    return Visits.read(writing.connection(), sessionizer).stream()
        .filter(visit -> theirs.test(visit.first()))
        .toList();
  }

  /** Their journeys: those that are in blocks, and those that are in none yet. */
  List<JourneyBlock> journeys(AttributeSets sets, long nowMillis) throws SQLException {
    JourneyBlock.Builder ended = JourneyBlock.builder();
    JourneyBlock.Builder active = JourneyBlock.openBuilder();
    for (long id : BlockRows.linked(writing.connection())) {
      Optional<JourneyBlock> block = BlockRows.read(writing.connection(), id);
      if (block.isPresent()) {
        for (JourneyBlock.Cursor journey = block.get().cursor(); journey.next(); ) {
          if (numbers.contains(journey.visitor())) {
            ended.add(journey);
          }
        }
      }
    }
    long limit = sessionizer.limit().toMillis();
    for (Visits.Visit visit : visits()) {
      boolean over = visit.followed() || visit.silentFor(limit, nowMillis);
      visit.addTo(over ? ended : active, sets, writing.hashes());
    }
    List<JourneyBlock> blocks = new ArrayList<>();
    for (JourneyBlock.Builder block : List.of(ended, active)) {
      if (block.journeys() > 0) {
        blocks.add(block.build());
      }
    }
    return blocks;
  }

  /** What they have searched for. */
  List<Searched> searches() throws SQLException {
    return SearchWords.of(writing.connection(), numbers);
  }

  /**
   * Erases all of it; gives how many journeys it was. That a touch was told once stays known, by a
   * hash of its key that is nobody's any more, or the same list would bring it back.
   */
  int erase() throws SQLException {
    Connection connection = writing.connection();
    int journeys = visits().size();
    List<OpenTouch> open = OpenTouches.erase(connection, theirs());
    for (long id : BlockRows.linked(connection)) {
      Optional<JourneyBlock> block = BlockRows.read(connection, id);
      if (block.isPresent()) {
        JourneyBlock.Builder left = JourneyBlock.builder();
        for (JourneyBlock.Cursor journey = block.get().cursor(); journey.next(); ) {
          if (!numbers.contains(journey.visitor())) {
            left.add(journey);
          }
        }
        if (left.journeys() < block.get().journeys()) {
          journeys += block.get().journeys() - left.journeys();
          BlockRows.replace(connection, id, left.build());
        }
      }
    }
    writing.named().deleteOf(connection, numbers);
    writing.named().deleteBy(connection, open.stream().map(OpenTouch::sequence).toList());
    writing.told().disownOf(connection, numbers);
    writing.searches().deleteOf(connection, numbers);
    writing.customers().delete(connection, numbers);
    return journeys;
  }
}
