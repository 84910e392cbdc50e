package io.github.senda.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a store let go of, the oldest first, lest it grow beyond the size that it was given. A
 * value.
 *
 * @param journeys how many journeys went in all
 * @param until when the youngest of these began; {@link Instant#EPOCH} if none went
 */
public record Forgotten(long journeys, Instant until) {

  private static final String NAME = "forgotten";

  /** Nothing was forgotten. */
  public static Forgotten none() {
    return new Forgotten(0, Instant.EPOCH);
  }

  static Forgotten load(Connection connection) throws SQLException {
    Optional<String> text = MetaRows.read(connection, NAME);
    if (text.isEmpty()) {
      return none();
    }
    String[] words = text.get().split(" ", -1);
    return new Forgotten(Long.parseLong(words[0]), Instant.parse(words[1]));
  }

  Forgotten plus(long more, long untilMicros) {
    Instant other = Instant.EPOCH.plusSeconds(Math.floorDiv(untilMicros, 1_000_000L));
    return new Forgotten(journeys + more, other.isAfter(until) ? other : until);
  }

  void write(Connection connection) throws SQLException {
    MetaRows.write(connection, NAME, journeys + " " + until);
  }
}
